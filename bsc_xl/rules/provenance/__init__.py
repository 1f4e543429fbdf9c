"""PRV: is it the workbook that was sent to this recipient?"""
