# SPDX-License-Identifier: GPL-3.0-or-later
"""The query of sessions_duckdb.mjs by pandas. usage: sessions.py FILE"""
import sys

import pandas

d = pandas.read_csv(sys.argv[1]).sort_values(["patient_id", "session"])
e = d.groupby("patient_id", sort=False)["pain_before"].agg(["first", "last"])
some = e[e["first"] > 0]
print(len(e), (100 * (some["first"] - some["last"]) / some["first"]).mean(), (e["last"] <= 1).mean(), sep=",")
