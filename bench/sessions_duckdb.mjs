// SPDX-License-Identifier: GPL-3.0-or-later
// What DuckDB takes for the least of a summary: mean percent reduction from the first score before a session to the
// last one, and the share whose last one is at most 1. It checks nothing of what painstat checks.
// usage: node sessions_duckdb.mjs FILE, with @duckdb/node-api in reach
import { DuckDBInstance } from '@duckdb/node-api';

const file = process.argv[2].replaceAll("'", "''");
const connection = await (await DuckDBInstance.create(':memory:')).connect();
const result = await connection.runAndReadAll(`
    SELECT count(*) AS n, avg(CASE WHEN first > 0 THEN 100.0 * (first - last) / first END) AS mean_percent,
           avg(CASE WHEN last <= 1 THEN 1.0 ELSE 0.0 END) AS near_zero
    FROM (SELECT arg_min(pain_before, session) AS first, arg_max(pain_before, session) AS last
          FROM read_csv('${file}') GROUP BY patient_id)`);
console.log(result.getRows()[0].map(Number).join(','));
