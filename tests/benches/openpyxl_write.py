# Writes the cells of the report with openpyxl and prints the seconds that took, reading aside.
import json
import sys
import time

from openpyxl import Workbook

with open(sys.argv[1], encoding="utf-8") as file:
    sheets = json.load(file)
start = time.perf_counter()
workbook = Workbook()
workbook.remove(workbook.active)
for sheet in sheets:
    worksheet = workbook.create_sheet(sheet["name"])
    for row in sheet["rows"]:
        worksheet.append(row)
workbook.save(sys.argv[2])
print(time.perf_counter() - start)
