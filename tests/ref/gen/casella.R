# SPDX-License-Identifier: GPL-3.0-or-later
# The rows blyth-still-casella of ../proportion_tools.csv, by CRAN's package BlythStillCasellaCI 1.1.0 (R 4.2.2):
#   Rscript casella.R >>../proportion_tools.csv
library(BlythStillCasellaCI)
for (alpha in c(.25, .1, .05, .01))
    for (n in c(1, 2, 3, 5, 10, 17, 30, 60)) {
        limits <- suppressWarnings(blyth.still.casella(n, alpha = alpha, digits = 8))
        for (k in seq(0, n, by = if (n < 60) 1 else 3))
            cat(sprintf("blyth-still-casella,%d,%d,%g,two,%.8f,%.8f\n", k, n, 1 - alpha, limits[k + 1, 1], limits[k + 1, 2]), sep = "")
    }
