# Writes the cells of the report with openpyxl, in their letters and borders, and prints the seconds
# that took, reading aside. With `plain` the cells have no look.
import json
import sys
import time

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side

with open(sys.argv[1], encoding="utf-8") as file:
    sheets = json.load(file)
is_plain = sys.argv[3:] == ["plain"]
thin = Side(style="thin")
font = Font(name="Times New Roman", size=11)
border = Border(left=thin, right=thin, top=thin, bottom=thin)
wrap = Alignment(wrap_text=True)
start = time.perf_counter()
workbook = Workbook()
workbook.remove(workbook.active)
for sheet in sheets:
    worksheet = workbook.create_sheet(sheet["name"])
    for row in sheet["rows"]:
        worksheet.append(row)
    if is_plain:
        continue
    for row in worksheet.iter_rows():
        for cell in row:
            cell.font = font
            cell.border = border
            cell.alignment = wrap
workbook.save(sys.argv[2])
print(time.perf_counter() - start)
