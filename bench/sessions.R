# SPDX-License-Identifier: GPL-3.0-or-later
# The query of sessions_duckdb.mjs by data.table. usage: Rscript sessions.R FILE
suppressPackageStartupMessages(library(data.table))
d <- fread(commandArgs(TRUE)[1])
setorder(d, patient_id, session)
e <- d[, .(first = pain_before[1], last = pain_before[.N]), by = patient_id]
cat(nrow(e), e[first > 0, mean(100 * (first - last) / first)], e[, mean(last <= 1)], sep = ",")
cat("\n")
