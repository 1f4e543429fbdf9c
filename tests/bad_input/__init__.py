"""Whatever people write, they get a right workbook or a message that says where and what."""
