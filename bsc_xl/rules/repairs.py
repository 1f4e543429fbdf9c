"""The repairs that rules propose; their records stand where the package editor may import them too."""

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
