"""The native flavour: a measure's calculations as ordinary Excel formulas (Excel 2016, LibreOffice 7 and later).

``[key]`` is the cell of that column in the same row, ``{name}`` a part used more than once. Each formula says what
the function of the scoring core named beside it says; engine tests hold the two together.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_N = "([last]-[first]+1)/[step]"  # periods of the measure in the window

PARTS = {
    "w": "INDEX([e],[first]):INDEX([e],[last])",
    "ww": "INDEX([e_all],[weight_row],[first]):INDEX([e_all],[weight_row],[last])",
    "tw": "INDEX([t],[first]):INDEX([t],[last])",
    "ty": "INDEX([t],[first]):INDEX([t],[first]+bsc_n-1)",
    "past": "INDEX([e],1):INDEX([e],[last])",
    "past_x": "INDEX([x],1):INDEX([x],[last])",
    "line_y": "INDEX([e],[line_from]):INDEX([e],[last])",
    "line_x": "INDEX([x],[line_from]):INDEX([x],[last])",
    "repeats": "INDEX([e],[last]-bsc_repeat_n*[step]):INDEX([e],[last])",
    "n": _N,
    "low": "[low]*[factor]",
    "high": "[high]*[factor]",
    "red": "[red_flag]*[factor]",
    "base": "[baseline]*[factor]",
    "nothing_yet": '"not scorable: nothing is expected so far"',
    "zero_or": "IF([factor]=0,{nothing_yet},",
    "on_path": "[baseline]+([target]-[baseline])*",
    "path_noise": "bsc_noise*MAX(ABS([baseline]),ABS([target]))",
    "w_noise": "bsc_noise*MAX(MAX({w}),-MIN({w}))",
    "line_noise": "bsc_noise*MAX(MAX({line_y}),-MIN({line_y}))",
    "points_up": "INDEX(bsc_point_x,[point_row]+1):INDEX(bsc_point_x,[point_row]+[points]-1)",
    "points_down": "INDEX(bsc_point_x,[point_row]):INDEX(bsc_point_x,[point_row]+[points]-2)",
    "no_path": 'OR([baseline]="",[baseline_column]="",[method]="goal and red flag")',
    "no_target_line": 'OR([last]<1,[typed]=1,[method]="range")',
}

MEASURE: dict[str, str] = {
    # scoring.period_window.window
    "last": "bsc_p-MOD(bsc_p,[step])",
    "first": "IF([last]<1,0,[last]-MOD([last]-1,bsc_n))",
    "remaining": "IF([last]<1,0,(bsc_n-([last]-[first]+1))/[step])",
    "latest": 'IF([last]<1,"",IF(INDEX([e],[last])="","",INDEX([e],[last])))',
    "known": "IF([last]<1,0,COUNT({w}))",
    # scoring.freshness.entry_absence
    "absent": 'IF([last]<1,"not due",IF(IF([typed]=1,AND(NOT(ISNUMBER([latest])),[latest]<>"",[latest]<>bsc_na,'
    '[latest]<>bsc_no_data),ISNUMBER([latest])),"",IF([latest]=bsc_na,"not applicable",IF([latest]=bsc_no_data,'
    '"missing",IF([latest]="",IF(bsc_date<INDEX(bsc_ends,[last])+[grace],"not due","late"),'
    '"not scorable: not a number")))))',
    # scoring.to_date.to_date_of
    "weight_sum": 'IF(OR([weight_row]="",[last]<1),"",SUMPRODUCT(--ISNUMBER({w}),{ww}))',
    "to_date": 'IF([absent]<>"","",IF(OR([typed]=1,[aggregation]="last"),[latest],IF([aggregation]="sum",'
    'IF([known]+COUNTIF({w},bsc_na)<{n},"",IF(ABS(SUM({w}))<={w_noise},0,SUM({w}))),IF([aggregation]="average",'
    "IF(ABS(SUM({w}))<={w_noise},0,AVERAGE({w})),"
    'IF([aggregation]="max",MAX({w}),IF([aggregation]="min",MIN({w}),'
    'IF(N([weight_sum])=0,"",SUMPRODUCT({w},{ww})/[weight_sum])))))))',
    # scoring.targets
    "share": "IF([last]<1,0,INDEX(bsc_profiles,[profile],[last]-[first]+1))",
    "factor": 'IF([aggregation]="sum",[share],1)',
    "elapsed": 'IF(OR([baseline_column]="",[due_column]=""),1,IF([due_column]<=[baseline_column],1,'
    "MAX(0,MIN(1,([last]-[baseline_column])/([due_column]-[baseline_column])))))",
    "elapsed_year": 'IF(OR([baseline_column]="",[due_column]=""),1,IF([due_column]<=[baseline_column],1,'
    "MAX(0,MIN(1,([first]+bsc_n-1-[baseline_column])/([due_column]-[baseline_column])))))",
    "year_given": 'IF([last]<1,"",IF(INDEX([y],([first]-1)/bsc_n+1)="","",INDEX([y],([first]-1)/bsc_n+1)))',
    "own_target": 'IF([last]<1,"",IF([aggregation]="last",IF(INDEX([t],[last])="","",INDEX([t],[last])),'
    'IF(COUNT({tw})<{n},"",IF([aggregation]="sum",SUM({tw}),IF([aggregation]="max",MAX({tw}),'
    'IF([aggregation]="min",MIN({tw}),AVERAGE({tw})))))))',
    "own_year": 'IF([last]<1,"",IF([aggregation]="last",IF(INDEX([t],[first]+bsc_n-1)="","",'
    'INDEX([t],[first]+bsc_n-1)),IF(COUNT({ty})<bsc_n/[step],"",IF([aggregation]="sum",SUM({ty}),'
    'IF([aggregation]="max",MAX({ty}),IF([aggregation]="min",MIN({ty}),AVERAGE({ty})))))))',
    "expected": 'IF({no_target_line},"",IF([own_target]<>"",[own_target],IF([year_given]<>"",'
    '[year_given]*[factor],IF([target]="","",IF([aggregation]="sum",[target]*[share],'
    "IF({no_path},[target],"
    "IF(ABS({on_path}[elapsed])<={path_noise},0,{on_path}[elapsed])))))))",
    "year_target": 'IF({no_target_line},"",IF([own_year]<>"",[own_year],IF([year_given]<>"",[year_given],'
    'IF([target]="","",IF([aggregation]="sum",[target],IF({no_path},[target],'
    "IF(ABS({on_path}[elapsed_year])<={path_noise},0,{on_path}[elapsed_year])))))))",
    # scoring.attainment: first why there is none, then the number
    "why": 'IF([absent]<>"",[absent],IF([to_date]="",IF([aggregation]="weighted",'
    'IF(N([weight_sum])=0,"not scorable: no weights to average by","missing"),"missing"),'
    'IF([method]="yes/no",IF(OR([to_date]="yes",[to_date]="no"),"","not scorable: neither yes nor no"),'
    'IF([method]="ordinal",IF(SUMPRODUCT(--(bsc_scale_keys=[scale]&"|"&[to_date]))=0,'
    '"not scorable: unknown label",""),'
    'IF([method]="range",IF(OR([low]="",[high]=""),"not scorable: no range",IF({low}>{high},'
    '"not scorable: low end of the range above the high end",IF(AND({low}={high},OR([floor]="",[ceiling]="")),'
    '{zero_or}"not scorable: range without width needs floor and ceiling"),""))),'
    'IF([method]="bands",IF(N([points])<2,"not scorable: points not strictly rising",IF(SUMPRODUCT(--({points_up}<='
    '{points_down}))>0,"not scorable: points not strictly rising","")),'
    'IF([expected]="","not scorable: no target",IF([method]="milestone","",'
    'IF([method]="goal and red flag",IF([red_flag]="","not scorable: no red flag",'
    "IF(ABS([expected]-{red})<=bsc_tol*MAX(ABS([expected]),ABS({red})),"
    '{zero_or}"not scorable: goal equals red flag"),"")),'
    'IF([method]="linear",IF([baseline]="","not scorable: no baseline",IF([polarity]="ON_TARGET",'
    '"not scorable: no range",IF(ABS([expected]-{base})<=bsc_tol*MAX(ABS([expected]),ABS({base})),'
    '{zero_or}"not scorable: target equals baseline"),'
    'IF(IF([polarity]="HIGHER_IS_BETTER",[expected]<{base},[expected]>{base}),'
    '"not scorable: target on the wrong side of the baseline","")))),'
    'IF([polarity]="ON_TARGET","not scorable: no range",'
    'IF(OR([expected]<0,AND([expected]=0,[polarity]="HIGHER_IS_BETTER")),'
    "IF(AND([factor]=0,[expected]=0),{nothing_yet},"
    '"not scorable: target is zero or negative and there is no baseline"),""))))))))))))',
    "zero_low": 'IF(OR([method]<>"range",[why]<>""),"",IF([floor]="",{low}-({high}-{low}),[floor]*[factor]))',
    "zero_high": 'IF(OR([method]<>"range",[why]<>""),"",IF([ceiling]="",{high}+({high}-{low}),[ceiling]*[factor]))',
    "point_x": 'IF(OR([method]<>"bands",[why]<>""),"",IF([factor]=0,[to_date],[to_date]/[factor]))',
    "point_at": 'IF([point_x]="","",SUMPRODUCT(--(bsc_point_keys=[id]),'
    "--(bsc_point_x<=[point_x]+bsc_tol*ABS([point_x]))))",
    "attainment": 'IF([why]<>"","",IF([method]="linear",([to_date]-{base})/([expected]-{base}),'
    'IF([method]="ratio",IF([polarity]="HIGHER_IS_BETTER",[to_date]/[expected],IF([expected]>0,'
    "2-[to_date]/[expected],IF(N([red_flag])*[factor]>0,1-[to_date]/({red}),IF([to_date]<=0,1,0)))),"
    'IF([method]="range",IF(AND([to_date]>={low},[to_date]<={high}),1,IF([to_date]<{low},'
    "IF([zero_low]<{low},([to_date]-[zero_low])/({low}-[zero_low]),0),"
    "IF([zero_high]>{high},([zero_high]-[to_date])/([zero_high]-{high}),0))),"
    'IF([method]="goal and red flag",([to_date]-(2*{red}-[expected]))/(3*([expected]-{red})),'
    'IF([method]="bands",IF([point_at]<1,INDEX(bsc_point_y,[point_row]),IF([point_at]>=[points],'
    "INDEX(bsc_point_y,[point_row]+[points]-1),INDEX(bsc_point_y,[point_row]+[point_at]-1)"
    "+([point_x]-INDEX(bsc_point_x,[point_row]+[point_at]-1))"
    "*(INDEX(bsc_point_y,[point_row]+[point_at])-INDEX(bsc_point_y,[point_row]+[point_at]-1))"
    "/(INDEX(bsc_point_x,[point_row]+[point_at])-INDEX(bsc_point_x,[point_row]+[point_at]-1))))/100,"
    'IF([method]="yes/no",IF(([to_date]="yes")=([polarity]<>"LOWER_IS_BETTER"),1,0),'
    'IF([method]="ordinal",SUMPRODUCT(--(bsc_scale_keys=[scale]&"|"&[to_date]),bsc_scale_scores)/100,'
    "IF([expected]=0,1,[to_date]/[expected])))))))))",
    "score": 'IF([attainment]="","",MAX(0,MIN(bsc_cap,100*[attainment])))',
    # scoring.status
    "more": 'IF([method]="goal and red flag",IF(N([expected])>N([red_flag])*[factor],1,0),'
    'IF(OR([method]="milestone",[polarity]<>"LOWER_IS_BETTER"),1,0))',
    "met": 'IF([attainment]="",0,IF(IF([method]="ordinal",[attainment]>=[wanted]-bsc_tol*ABS([wanted]),'
    'IF(OR([method]="range",[method]="bands",[method]="yes/no"),[attainment]>=1-bsc_tol,IF([more]=1,'
    "[to_date]>=[expected]-bsc_tol*ABS([expected]),[to_date]<=[expected]+bsc_tol*ABS([expected])))),1,0))",
    "status": 'IF([attainment]="",[why],IF([method]="goal and red flag",IF([met]=1,"goal",IF(IF([more]=1,'
    '[to_date]<{red}-bsc_tol*ABS({red}),[to_date]>{red}+bsc_tol*ABS({red})),"below red flag","between")),'
    "INDEX(bsc_band_names,IF([met]=1,1,MAX(2,MIN(bsc_bands,"
    "1+SUMPRODUCT(--(bsc_band_minimums>[score]*(1+bsc_tol)))))))))",
    "red": 'IF(AND([critical]=1,OR([status]=INDEX(bsc_band_names,bsc_bands),[status]="below red flag")),1,0)',
    # scoring.rollup.leaf
    "covered": 'IF(OR([status]="not due",[status]="not applicable"),"",IF([score]="",0,1))',
    "low_score": 'IF([covered]="","",IF([score]="",0,[score]))',
    "high_score": 'IF([covered]="","",IF([score]="",bsc_cap,[score]))',
    # scoring.trend and scoring.outlook
    "pace": 'IF(OR(NOT(ISNUMBER([to_date])),N([expected])=0),"",[to_date]/[expected])',
    "line_from": "IF(OR([last]<1,[typed]=1),0,MAX(1,IFERROR(LARGE(IF(ISNUMBER({past}),{past_x},0),bsc_trend_n),1)))",
    "line_count": "IF([line_from]<1,0,COUNT({line_y}))",
    "slope": 'IF([line_count]<3,"",IF(ABS(SLOPE({line_y},{line_x}))<={line_noise},0,SLOPE({line_y},{line_x})))',
    "line_mean": 'IF([line_count]<3,"",AVERAGE({line_y}))',
    "line_middle": 'IF([line_count]<3,"",SUMPRODUCT(--ISNUMBER({line_y}),{line_x})/[line_count])',
    "period_share": 'IF([aggregation]="sum",[step]/bsc_n,1)',
    "sign": 'IF([polarity]="HIGHER_IS_BETTER",1,IF([polarity]="LOWER_IS_BETTER",-1,IF(ISNUMBER([latest]),'
    'IF(AND([low]<>"",[latest]<N([low])*[period_share]-bsc_tol*ABS(N([low])*[period_share])),1,'
    'IF(AND([high]<>"",'
    "[latest]>N([high])*[period_share]+bsc_tol*ABS(N([high])*[period_share])),-1,0)),0)))",
    "trend": 'IF([slope]="","",IF(OR([sign]=0,ABS([slope]*[step])<=bsc_dead_band*ABS([line_mean])*(1+bsc_tol)),"flat",'
    'IF([slope]*[step]*[sign]>0,"improving","worsening")))',
    "needed": 'IF(OR(NOT(ISNUMBER([to_date])),[year_target]="",[remaining]<1,[aggregation]="weighted"),"",'
    'IF([aggregation]="sum",([year_target]-[to_date])/[remaining],IF([aggregation]="average",'
    "([year_target]*([known]+[remaining])-[to_date]*[known])/[remaining],[year_target])))",
    "forecast": 'IF(NOT(ISNUMBER([to_date])),"",IF([aggregation]="sum",IF([share]>0,[to_date]/[share],""),'
    'IF([slope]="","",[line_mean]+[slope]*([first]+bsc_n-1-[line_middle]))))',
    # scoring.freshness
    "newest": 'IF([last]>=bsc_columns,1,IF(SUMPRODUCT(--(INDEX([e],[last]+1):INDEX([e],bsc_columns)<>""))=0,1,0))',
    "repeated": 'IF(OR([absent]<>"",[static]=1,NOT(ISNUMBER([latest])),[last]-bsc_repeat_n*[step]<1),0,'
    'IF(OR([latest]=0,[latest]=100,AND([value_type]="percent",[latest]=1)),0,'
    "IF(SUMPRODUCT(--({repeats}>=[latest]-bsc_tol*ABS([latest])),--({repeats}<=[latest]+bsc_tol*ABS([latest])))"
    ">bsc_repeat_n,1,0)))",
    "freshness": 'IF(OR([absent]="not due",[absent]="not applicable"),[absent],IF(OR([absent]="late",'
    '[absent]="missing"),"late",IF(AND(ISNUMBER([as_of]),[newest]=1,[as_of]>bsc_date),"future",'
    "IF(AND(ISNUMBER([as_of]),[newest]=1,[as_of]<INDEX(bsc_starts,MAX(1,[last]-[step]+1))),"
    '"stale",IF([repeated]=1,"repeated","fresh")))))',
    # scoring.smart
    "actuals": 'IF([last]<1,0,IF([typed]=1,SUMPRODUCT(--ISTEXT({past}),--({past}<>""),--({past}<>bsc_na),'
    "--({past}<>bsc_no_data)),COUNT({past})))",
    "has_target": 'IF(OR([target]<>"",AND([low]<>"",[high]<>""),COUNT([t])+COUNT([y])>0),1,0)',
    "to_go": 'IF(OR([typed]=1,[actuals]=0),"",IF(AND([polarity]="ON_TARGET",[low]<>"",[high]<>""),'
    "MAX(N([low])*[period_share]-[last_known],[last_known]-N([high])*[period_share]),"
    'IF([target]="",0,IF([polarity]="LOWER_IS_BETTER",[last_known]-[target]*[period_share],'
    "[target]*[period_share]-[last_known]))))",
    "last_known": 'IF(OR([typed]=1,[actuals]=0),"",INDEX([e],SUMPRODUCT(MAX(ISNUMBER({past})*{past_x}))))',
    "best_change": "IF(OR([typed]=1,[last]<=[step]),0,MAX(0,IF(ISNUMBER(INDEX([e],[step]+1):INDEX([e],[last])),"
    'IF(ISNUMBER(INDEX([e],1):INDEX([e],[last]-[step])),IF([polarity]="ON_TARGET",'
    "ABS(INDEX([e],[step]+1):INDEX([e],[last])-INDEX([e],1):INDEX([e],[last]-[step])),"
    "(INDEX([e],[step]+1):INDEX([e],[last])-INDEX([e],1):INDEX([e],[last]-[step]))"
    '*IF([polarity]="HIGHER_IS_BETTER",1,-1)),""),"")))',
    "periods_left": 'MAX(1,(IF([due_column]="",bsc_columns,[due_column])-[last])/[step])',
    "s_why": 'IF([definition]="","no definition",IF([uom]="","no unit of measurement",IF([polarity]="","no polarity",'
    'IF([owner]="","no owner",IF([vague]<>"","vague verb without a number","")))))',
    "m_why": 'IF([has_target]=0,"no target",IF([baseline]="","no baseline",IF([source]="","no source",'
    'IF([frequency]="","no frequency",IF([actuals]>0,"",IF([last]<1,"",'
    'IF(bsc_date>=INDEX(bsc_ends,[step])+[grace],"no actual yet though one is due","")))))))',
    "a_why": 'IF([has_target]=0,"no target",IF([typed]=1,"history is not numeric",'
    'IF(AND([target]<>"",[baseline]<>"",[polarity]<>"ON_TARGET",IF([polarity]="HIGHER_IS_BETTER",'
    "N([target])<N([baseline]),N([target])>N([baseline]))),"
    '"target on the wrong side of the baseline",IF([actuals]<3,"fewer than 3 past values",'
    'IF([to_go]<=bsc_tol*ABS([last_known]),"",'
    'IF([to_go]/[periods_left]<=bsc_stretch*[best_change]*(1+bsc_tol),"",'
    '"asks for more change than was ever shown"))))))',
    "r_why": 'IF([objective_live]="","no live objective",IF([theme]="","no theme",IF([weight]<=0,"weight is zero",'
    'IF([parent_missing]=1,"parent measure does not exist",""))))',
    "t_why": 'IF([due]="","no due date",IF([start]>=[due],"starts after it is due",'
    'IF(OR([due]<bsc_plan_start,[due]>bsc_plan_end),"due outside the plan","")))',
    "smart": 'IF([s_why]="","S","-")&IF([m_why]="","M","-")&IF([a_why]="","A",'
    'IF(OR([a_why]="fewer than 3 past values",[a_why]="history is not numeric"),"?","-"))'
    '&IF([r_why]="","R","-")&IF([t_why]="","T","-")',
}

ARRAYS = frozenset(("line_from", "best_change", "last_known"))
"""Formulas that look at a whole row in one expression and are entered as array formulas."""

_PART = re.compile(r"\{(\w+)\}")
_CELL = re.compile(r"\[(\w+)\]")


def measure_formula(key: str, addresses: Mapping[str, str]) -> str:
    """The formula of a measure column, with a NUL for the row's number.

    Args:
        key: the column.
        addresses: address of every column, for example ``$H\\0``; blocks as ranges.
    """
    text = MEASURE[key]
    while "{" in text:  # a part may hold other parts
        text = _PART.sub(lambda match: PARTS[match[1]], text)
    return "=" + _CELL.sub(lambda match: addresses[match[1]], text)
