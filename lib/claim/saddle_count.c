/* SPDX-License-Identifier: GPL-3.0-or-later */
/* About how many samples there are: if the counts per score were independent geometric variables
 * with the means that give n, S and Q, each sample would have the probability exp(-F), and the
 * probability of (n, S, Q) is about a normal density there. H. E. Daniels, Saddlepoint
 * approximations in statistics, Ann. Math. Stat. 25 (1954) 631-650; A. Barvinok and J. A. Hartigan,
 * Maximum entropy Gaussian approximations for the number of integer points, Adv. Appl. Math. 45
 * (2010) 252-289. */
#include <config.h>

#include <math.h>

#include "claim/saddle_count.h"

#define STRATA    8
#define MOST_SUMS 40

/* The dual function, its gradient and its second derivatives at a[3]; infinite outside. */
static double dual(int32_t k, const double want[3], const double a[3], double gradient[3],
                   double hessian[3][3])
{
    double value = 0;

    for (int i = 0; i < 3; i++) {
        gradient[i] = want[i];
        value += a[i] * want[i];
        for (int j = 0; j < 3; j++)
            hessian[i][j] = 0;
    }
    for (int32_t v = 0; v <= k; v++) {
        double x = (double)v / k, base[3] = {1, x, x * x};
        double exponent = a[0] + a[1] * x + a[2] * x * x;

        if (!(exponent > 0))
            return INFINITY;
        double mean = 1 / expm1(exponent);

        value -= log(-expm1(-exponent));
        for (int i = 0; i < 3; i++) {
            gradient[i] -= mean * base[i];
            for (int j = 0; j < 3; j++)
                hessian[i][j] += mean * (1 + mean) * base[i] * base[j];
        }
    }
    return value;
}

/* Solves hessian x = gradient by elimination (the matrix is positive definite); its determinant. */
static double solve(double m[3][3], const double right[3], double x[3])
{
    double determinant = 1, b[3] = {right[0], right[1], right[2]};

    for (int i = 0; i < 3; i++) {
        determinant *= m[i][i];
        for (int r = i + 1; r < 3; r++) {
            double factor = m[r][i] / m[i][i];

            for (int j = i; j < 3; j++)
                m[r][j] -= factor * m[i][j];
            b[r] -= factor * b[i];
        }
    }
    for (int i = 2; i >= 0; i--) {
        x[i] = b[i];
        for (int j = i + 1; j < 3; j++)
            x[i] -= m[i][j] * x[j];
        x[i] /= m[i][i];
    }
    return determinant;
}

/* The density of samples at (n, s, q), 0 where Newton's method finds no saddle point. */
static double density(int64_t n, int32_t k, double s, double q)
{
    double want[3] = {(double)n, s / k, q / k / k};
    double a[3] = {log1p((k + 1.0) / (double)n), 0, 0}, gradient[3], hessian[3][3], step[3];
    double value = dual(k, want, a, gradient, hessian);

    for (int round = 0; round < 200; round++) {
        double determinant = solve(hessian, gradient, step), decrease = 0;

        for (int i = 0; i < 3; i++)
            decrease += step[i] * gradient[i];
        if (!(decrease >= 0) || !(determinant > 0))
            return 0;
        if (decrease < 1e-16 * (1 + fabs(value)))
            return exp(value) / sqrt(pow(2 * M_PI, 3) * determinant * pow(k, 6));
        double length = 1;

        for (int halved = 0; halved < 40; halved++, length /= 2) {
            double next[3], other;

            for (int i = 0; i < 3; i++)
                next[i] = a[i] - length * step[i];
            other = dual(k, want, next, gradient, hessian);
            if (other <= value) {
                value = other;
                for (int i = 0; i < 3; i++)
                    a[i] = next[i];
                break;
            }
        }
    }
    return 0;
}

/* The samples with sums around s, for a unit of s: over the window of sums of squares, of which
 * every second is possible, with twice the density. */
static double over_squares(const pain__frame *frame, double s)
{
    pain__window window = pain__frame_window(frame, (int64_t)floor(s + 0.5));
    int64_t least = pain__least_squares(frame->n, window.sum), most = frame->k * window.sum;
    int64_t low = window.low > least ? window.low : least,
            high = window.high < most ? window.high : most;

    low += (low ^ window.sum) & 1;
    high -= (high ^ window.sum) & 1;
    if (low > high)
        return 0;
    double length = (double)(high - low + 2), total = 0;
    int strata = length < 2 * STRATA ? (int)(length / 2) : STRATA;

    for (int i = 0; i < strata; i++)
        total += density(frame->n, frame->k, (double)window.sum,
                         (double)low - 1 + length * (i + 0.5) / strata);
    return total * length / strata;
}

double pain__saddle_count(const pain__frame *frame)
{
    int64_t sums = frame->last - frame->first + 1;
    int strata = sums < MOST_SUMS ? (int)sums : MOST_SUMS;
    double total = 0;

    for (int i = 0; i < strata; i++)
        total +=
            over_squares(frame, (double)frame->first - 0.5 + (double)sums * (i + 0.5) / strata);
    return strata > 0 ? total * (double)sums / strata : 0;
}
