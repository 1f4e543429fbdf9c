"""The repairs that rules propose; the records stand in `bsc_xl.received.repairs`, where the package editor finds them."""

from bsc_xl.received.repairs import (
    AddStatusFormats,
    AddValidation,
    ProtectSheet,
    RenameSheet,
    Repair,
    SetCalculation,
    SetFormula,
    SetName,
    SetState,
    SetValue,
    StoreValue,
)

__all__ = [
    "AddStatusFormats",
    "AddValidation",
    "ProtectSheet",
    "RenameSheet",
    "Repair",
    "SetCalculation",
    "SetFormula",
    "SetName",
    "SetState",
    "SetValue",
    "StoreValue",
]
