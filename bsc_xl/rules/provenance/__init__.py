"""PRV: is it the workbook that was sent to this recipient? One file a rule."""
