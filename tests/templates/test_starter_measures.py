"""The starter measures cover what guides to the Balanced Scorecard name."""

from __future__ import annotations

import pytest

from tests.templates.pages import scorecard

COMPANY = {
    "revenue growth": ("corp.revenue", "corp.growth"),
    "profitability": ("corp.margin",),
    "return on investment": ("corp.roic", "frozen-sales.promo"),
    "cash flow": ("corp.free-cash", "corp.cash-cycle"),
    "cost reduction": ("corp.unit-cost", "finance.savings"),
    "satisfaction": ("corp.satisfaction",),
    "loyalty": ("corp.loyalty", "confec-online.repeat"),
    "retention": ("corp.retention",),
    "acquisition": ("corp.new-outlets", "confec-online.acquisition-cost"),
    "penetration": ("corp.penetration",),
    "defect rate": ("corp.defects",),
    "delivery cycle time": ("corp.cycle", "corp.otif"),
    "training": ("corp.training",),
    "engagement": ("corp.engagement",),
    "innovation": ("corp.innovation", "corp.new-share"),
    "research spending": ("corp.research",),
}
CITY = {
    "revenue growth": ("city.grants", "finance-office.collected"),
    "profitability": ("city.balance",),
    "return on investment": ("city.renewal",),
    "cash flow": ("city.reserve",),
    "cost reduction": ("city.cost-per-resident", "finance-office.savings"),
    "satisfaction": ("city.satisfaction",),
    "loyalty": ("city.recommend",),
    "retention": ("staff-office.turnover",),
    "acquisition": ("city.new-families",),
    "penetration": ("services.online",),
    "defect rate": ("works.missed-bins",),
    "delivery cycle time": ("services.permit-days", "city.response"),
    "training": ("city.training",),
    "engagement": ("city.engagement",),
    "innovation": ("city.trials",),
}
HOSPITAL = {
    "revenue growth": ("hospital.growth",),
    "profitability": ("hospital.surplus",),
    "return on investment": ("admin.return",),
    "cash flow": ("admin.cash",),
    "cost reduction": ("hospital.case-cost", "admin.stock"),
    "satisfaction": ("hospital.satisfaction",),
    "loyalty": ("hospital.recommend",),
    "retention": ("hospital.return-share", "hospital.turnover"),
    "acquisition": ("hospital.new-referrers",),
    "penetration": ("hospital.market-share",),
    "defect rate": ("hospital.infections", "wards.medication"),
    "delivery cycle time": ("emergency.door-doctor", "hospital.stay"),
    "training": ("hospital.training",),
    "engagement": ("hospital.engagement",),
    "innovation": ("hospital.ideas",),
    "research spending": ("hospital.research",),
}
SOFTWARE = {
    "revenue growth": ("quillmark.arr", "quillmark.growth"),
    "profitability": ("quillmark.gross-margin",),
    "return on investment": ("quillmark.roi",),
    "cash flow": ("quillmark.free-cash",),
    "cost reduction": ("engineering.hosting",),
    "satisfaction": ("success.satisfaction",),
    "loyalty": ("quillmark.nps",),
    "retention": ("success.retention", "quillmark.churn"),
    "acquisition": ("quillmark.new-customers",),
    "penetration": ("sales.penetration",),
    "defect rate": ("quillmark.change-fail", "engineering.escaped"),
    "delivery cycle time": ("quillmark.lead-time", "quillmark.deploys"),
    "training": ("quillmark.training",),
    "engagement": ("quillmark.engagement",),
    "innovation": ("engineering.experiments",),
    "research spending": ("quillmark.research",),
}
COVERS = {"company": COMPANY, "city-government": CITY, "hospital": HOSPITAL, "software-company": SOFTWARE}


@pytest.mark.parametrize(
    ("name", "topic", "measures"),
    [(name, topic, measures) for name, topics in COVERS.items() for topic, measures in topics.items()],
)
def test_topic_is_covered(name: str, topic: str, measures: tuple[str, ...]) -> None:
    assert set(measures) <= set(scorecard(name).measure_by_id), topic


def test_citizens_and_patients_stand_on_top() -> None:
    assert scorecard("city-government").perspectives[0].id == "citizens"
    assert [perspective.id for perspective in scorecard("hospital").perspectives[:2]] == ["patients", "safety"]
