#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Takes the rows for two independent proportions out of the project's golden tables.

usage: two_proportions.py GOLDEN_FOLDER, in tests/ref

golden_two_proportions.csv: of golden_two_sample.csv the rows computed with mpmath, and of the methods that have none
(SCAS, MOVER by Jeffreys) those of ratesci; without the side, which is always two. A last column holds the tolerance.
published_two_proportions.csv: of published_values.csv the rows of two proportions.
"""
import csv
import sys

folder = sys.argv[1]

# What ratesci states is absolute, on the scale of its search; ratios far from 1 are worse.
LIMITED = {'diff': '1e-8', 'ratio': '2e-6', 'odds': '1e-8'}

with open(folder + '/golden_two_sample.csv') as file, open('golden_two_proportions.csv', 'w') as out:
    out.write('# measure,method,x1,n1,x2,n2,level,lower,upper,tolerance\n')
    for row in csv.DictReader(file):
        own = row['tool'].startswith('mpmath')
        if own or row['method'] in ('scas', 'mover_jeffreys'):
            keep = [row[name] for name in
                    ('measure', 'method', 'x1', 'n1', 'x2', 'n2', 'conf', 'lower', 'upper')]
            out.write(','.join(keep + ['1e-12' if own else LIMITED[row['measure']]]) + '\n')

with open(folder + '/published_values.csv') as file, open('published_two_proportions.csv', 'w') as out:
    out.write('# measure,method,x1,n1,x2,n2,level,lower,upper,source\n')
    for row in csv.DictReader(file):
        if row['design'] != 'one':
            groups = [part for group in row['inputs'].split('-') for part in group.split('/')]
            out.write(','.join([row['design'], row['method']] + groups +
                               [row['conf'], row['lower'], row['upper'],
                                row['source'].replace(',', ';')]) + '\n')
