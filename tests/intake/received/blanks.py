"""The official blanks, typed out from the notices by hand: a line is a row, ``|`` parts cells.

``*2`` and ``^2`` after a text are columns and rows of its cell; ``{org.name}`` is where a value
stands, ``[field#choice]`` a box, ``@finance.revenue`` one cell a year, ``@@`` the year heads, a line
``+3`` a row that stands three times. The columns are those that a clerk draws, not the pack's.
"""

from __future__ import annotations

PLEDGE = """\
填报单位意见及真实性承诺：\\n本申报表所有材料，均真实、完整，如有不实，愿承担相应的责任。\\n申报单位（章）\\n负责人（签章）        年  月  日
"""
ZHEJIANG_SIGNS = (
    PLEDGE
    + """\
市级经信部门意见：\\n单 位（章）\\n负责人（签章）        年  月  日
省级经信部门意见：\\n单 位（章）\\n负责人（签章）        年  月  日
"""
)
SHANXI_SIGNS = PLEDGE + "市级推荐单位意见：\\n单 位（章）\\n负责人（签章）        年  月  日\n"
RECOMMENDED = PLEDGE + "推荐单位意见：\\n单 位（章）\\n负责人（签章）        年  月  日\n"

ENTERPRISE_2018 = """\
一、企业基本情况
企业名称 | {org.name}
企业性质 | {org.nature} *3 | 法人代表 *2 | {org.legal_person}
注册地址 | {org.registered_address} *3 | 主营业务 *2 | {org.business}
通信地址 | {org.mail_address} *3 | 邮政编码 *2 | {org.postcode}
联 系 人 | {contact.name} *2 | 职 务 | {contact.position} *2 | 联系电话 | {contact.phone}
手 机 | {contact.mobile} *2 | 电子邮箱 | {contact.email} *2 | 传 真 | {contact.fax}
从业人员 ^2 | 员工总数PERSONS *2 | 研发和设计人员比例 *2 | 中高级职业资格人员比例 *2 | 本科以上学历人员比例
{staff.total} *2 | {staff.rd_share} *2 | {staff.skilled_share} *2 | {staff.degree_share}
二、经营管理状况
经营指标 *2 | @@ *2
资产总额（万元） *2 | @finance.assets *2
资产负债率（%） *2 | @finance.debt_ratio *2
营业收入（万元） *2 | @finance.revenue *2
其中，服务收入（万元） *2 | @finance.service_revenue *2
税金总额（万元） *2 | @finance.tax *2
利润总额（万元） *2 | @finance.profit *2
净利润增长率（%） *2 | @finance.net_profit_growth *2
研发设计投入比例（%） *2 | @finance.rd_ratio *2
企业累计获得专利（项） ^3 | 发 明 | @patents.invention *2
实用新型 | @patents.utility *2
外观设计 | @patents.design *2
三、主要申报内容
申报企业已获得的国家级、省部级奖励及示范称号 *3 | {honours.awarded}
申报企业正在同期申报的国家级、省部级奖励及示范称号 *3 | {honours.pending}
本次申报服务型制造示范企业模式（多选为综合型方向） | [declare.modes#supply-chain]供应链管理 | [declare.modes#life-cycle]全生命周期管理 *2 | [declare.modes#turnkey]总集成总承包服务 *2 | [declare.modes#information]信息增值服务 | [declare.modes#other]其它（选“其它”请注明具体模式）{declare.modes_other}
"""
PROJECT_2018 = """\
一、项目基本情况
项目名称 *2 | {project.name}
委托单位（甲方） *2 | {project.client} *2 | 实施单位（乙方） *2 | {project.contractor}
所在行业 *2 | {project.industry} *2 | 投资额度（万元） *2 | {project.investment}
YEARS
二、项目委托单位或实施单位情况
企业性质 | {org.nature} *3 | 主营业务 | {org.business}
注册地址 | {org.registered_address} *3 | 法人代表 | {org.legal_person}
联 系 人 | {contact.name} *3 | 职 务 | {contact.position}
联系电话 | {contact.phone} *3 | 传 真 | {contact.fax}
从业人员 ^2 | 员工总数（人） | 研发和设计人员比例（%） *2 | 中高级职业资格人员比例（%） *2 | 本科以上学历人员比例（%）
{staff.total} | {staff.rd_share} *2 | {staff.skilled_share} *2 | {staff.degree_share}
LAST 年度生产经营状况 ^3 | 资产总额（万元） *2 | {finance.assets[LAST]} | 资产负债率（%） *2 | {finance.debt_ratio[LAST]}
营业收入（万元） *2 | {finance.revenue[LAST]} | 利润总额（万元） *2 | {finance.profit[LAST]}
净利润增长率（%） *2 | {finance.net_profit_growth[LAST]} | 研发设计投入占收入比（%） *2 | {finance.rd_ratio[LAST]}
本项目获得或已被受理专利情况 ^3 | 总数（项） ^2 | 其中
发明专利（项） *2 | 实用新型（项） *2 | 外观设计（项）
{project.patents.total} | {project.patents.invention} *2 | {project.patents.utility} *2 | {project.patents.design}
三、主要申报内容
项目主要建设内容及成效（100字以内） *2 | {project.content}
项目已获得或正在同期申报的国家级、省部级奖励及示范称号 *2 | {project.honours}
本次申报服务型制造示范项目模式（多选为综合型方向） | [declare.modes#supply-chain]供应链管理 | [declare.modes#life-cycle]全生命周期管理 *2 | [declare.modes#turnkey]总集成总承包服务 | [declare.modes#information]信息增值服务 | [declare.modes#other]其它（选“其它”请注明具体模式）{declare.modes_other}
"""
PLATFORM_2018 = """\
一、平台基本情况
平台名称 | {platform.name} *3 | 网 址 | {platform.url}
运营主体 | {org.name} *3 | 平台性质 | {platform.nature}
注册地址 | {org.registered_address} *3 | 主营业务 | {org.business}
法人代表 | {org.legal_person} | 联 系 人 *2 | {contact.name} | 职 务 | {contact.position}
联系电话 | {contact.phone} | 传 真 *2 | {contact.fax} | 电子邮箱 | {contact.email}
注册资本\\n{org.capital}万元 ^4 | 主要投资方名称 *3 | 性质 *2 | 投资比例（％）
+3 {investors[#].name} *3 | {investors[#].nature} *2 | {investors[#].share}
二、申报类型
TYPES
三、平台绩效
上年末总资产（万元） | {platform.last_assets} | 服务场地面积（平方米） *2 | {platform.area} | 从业人数（人） | {platform.staff.total}
研发和设计人员比例（%） | {platform.staff.rd_share} | 中高级职业资格人员比例（%） *2 | {platform.staff.skilled_share} | 本科以上学历人员比例（%） | {platform.staff.degree_share}
经营指标 | @@ *2
营业收入（万元） | @platform.revenue *2
其中：服务收入（万元） | @platform.service_revenue *2
资产总额（万元） | @platform.assets *2
利润总额（万元） | @platform.profit *2
上缴税金（万元） | @platform.tax *2
服务企业户数（个） | @platform.clients_served *2
CLIENTS
序号 | 服务企业名称 *2 | 联系人 | 联系电话 | SUMMARY
+5 # | {clients[#].name} *2 | {clients[#].contact} | {clients[#].phone} | {clients[#].summary}
"""
CITY_SHANXI = """\
一、城市基本情况
城市名称 | {city.name}
GDP（2020年，下同） | {economy.gdp} | 同比增速（%，下同） | {economy.gdp_growth}
制造业增加值 | {economy.manufacturing} | 同比增速 | {economy.manufacturing_growth}
生产性服务业增加值 | {economy.producer_services} | 同比增速 | {economy.producer_services_growth}
规模以上工业企业主营业务收入 | {economy.industrial_revenue} | 同比增速 | {economy.industrial_revenue_growth}
二、城市服务型制造发展指标
1、落实《发展服务型制造专项行动指南》，发布本地推动服务型制造发展的政策文件。（请填写名称及主要内容）\\n{policy.special}
2、开展服务型制造示范遴选的工作情况。（请填写遴选批次、遴选类型和数量、专项资金支持的情况）\\n{city.selections}
3、开展服务型制造政策宣贯和经验推广的工作情况。（请填写批次、内容和主要效果）\\n{city.promotion}
"""
ENTERPRISE_2021 = """\
一、企业基本情况
企业名称 | {org.name} *2 | 统一社会信用代码 *2 | {org.uscc}
注册地址 | {org.registered_address} *2 | 企业登记注册类型 *2 | {org.registration}
OLD_AREA
注册资本（万元） | {org.capital} *2 | 经营时长（年） *2 | {org.years}（截至目前）
主营业务 | {org.business} *2 | 所属行业 *2 | {org.industry}
法人代表 | {org.legal_person} *2 | 联系人 *2 | {contact.name}
职 务 | {contact.position} *2 | 联系电话 *2 | {contact.phone}
电子邮箱 | {contact.email} *2 | 员工总数（人） *2 | {staff.total}
研发人员占比（%） | {staff.rd_share} *2 | 中高级职业资格人员比例（%） *2 | {staff.skilled_share}
发明专利数（项） | {patents.invention} | 实用新型专利数（项） | {patents.utility} | 外观设计专利数（项） | {patents.design}
二、经营管理状况
经营指标 *2 | @@
资产总额（万元） *2 | @finance.assets
资产负债率（%） *2 | @finance.debt_ratio
净资产（万元） *2 | @finance.net_assets
营业收入（万元） *2 | @finance.revenue
其中服务收入（万元） *2 | @finance.service_revenue
服务收入占比（%） *2 | @finance.service_ratio
净利润（万元） *2 | @finance.net_profit
ENERGY
研发投入占收入比例（%） *2 | @finance.rd_ratio
三、主要申报内容
HONOURS *2 | {honours.awarded}
请列举参与制定的服务相关标准 *2 | {standards.services}
MODES
服务类型（可多选） ^4 | 研发设计阶段 *2 | 生产制造阶段 *2 | 品牌与服务阶段
[services.kinds#design-develop]设计和开发服务\\n[services.kinds#design-platform]研发平台服务\\n[services.kinds#design-other]其他(请注明){services.design_other} *2 | [services.kinds#make-platform]生产制造平台服务\\n[services.kinds#make-simulate]测试/优化/仿真服务\\n[services.kinds#make-other]其他(请注明){services.make_other} *2 | [services.kinds#brand-training]培训 [services.kinds#brand-recycling]回收\\n[services.kinds#brand-commissioning]安装调试 [services.kinds#brand-lease]租赁\\n[services.kinds#brand-logistics]物流 [services.kinds#brand-spares]备品备件\\n[services.kinds#brand-upkeep]保养/维护/维修\\n[services.kinds#brand-monitoring]监控监测 [services.kinds#brand-diagnosis]诊断检测\\n[services.kinds#brand-upgrade]升级/改造\\n[services.kinds#brand-commerce]电商平台\\n[services.kinds#brand-other]其他(请注明){services.brand_other}
贯穿所有阶段
[services.kinds#all-solution]解决方案服务 [services.kinds#all-custom]个性化定制 [services.kinds#all-finance]金融服务\\n[services.kinds#all-consulting]咨询服务 [services.kinds#all-turnkey]工程总包服务 [services.kinds#all-supply]供应链管理\\n[services.kinds#all-other]其他(请注明){services.all_other}
服务收入构成 | {services.mix}\\n（根据上述所选服务类型，填写相应的服务收入）
是否有独立的服务团队 ^3 | [team.independent#yes]是 ^2 | 服务团队形式
[team.forms#company]分子公司 [team.forms#division]事业部 [team.forms#department]部门 [team.forms#group]服务化小组 [team.forms#other]其他{team.forms_other}
[team.independent#no]否
"""
MODES_TWO = "申报服务型制造示范企业模式（可多选） | {left} *3 | {right}"
MODES_SHANGHAI = MODES_TWO.format(
    left=r"[declare.modes#customization]定制化服务\n[declare.modes#testing]检验检测认证\n[declare.modes#turnkey]总集成总承包\n[declare.modes#finance]生产性金融服务",
    right=r"[declare.modes#supply-chain]供应链管理\n[declare.modes#life-cycle]全生命周期管理\n[declare.modes#energy-saving]节能环保服务\n[declare.modes#other]其他（请简述）{declare.modes_other}",
)
MODES_GUANGDONG = MODES_TWO.format(
    left=r"[declare.modes#industrial-design]工业设计服务\n[declare.modes#supply-chain]供应链管理\n[declare.modes#testing]检验检测认证\n[declare.modes#turnkey]总集成总承包\n[declare.modes#finance]生产性金融服务",
    right=r"[declare.modes#customization]定制化服务\n[declare.modes#shared-manufacturing]共享制造服务\n[declare.modes#life-cycle]全生命周期管理\n[declare.modes#energy-saving]绿色制造服务\n[declare.modes#other]其他(请简述){declare.modes_other}",
)
PLATFORM_2021 = """\
一、平台基本情况
平台名称 | {platform.name} *2 | 网 址 | {platform.url}
注册地址 | {org.registered_address} *2 | 主营业务 | {org.business}
OLD_AREA
经营时长（年） | {platform.years}（截至目前） *2 | 运营主体 | {org.name}
运营主体统一社会信用代码 *3 | {org.uscc}
所在行业 | {org.industry} *2 | 法人代表 | {org.legal_person}
联系人 | {contact.name} *2 | 职 务 | {contact.position}
联系电话 | {contact.phone} *2 | 电子邮箱 | {contact.email}
运营主体性质 | [operator.kind#company]企业  [operator.kind#institution]事业单位  [operator.kind#society]社会组织  [operator.kind#other]其他（请注明）{operator.kind_other}
注册资本\\n{org.capital}万元 ^4 | 主要投资方名称 *2 | 性质 *2 | 投资比例（%）
+3 {investors[#].name} *2 | {investors[#].nature} *2 | {investors[#].share}
HONOURS *2 | {honours.awarded}
请列举参与制定的服务相关标准 *2 | {standards.services}
服务项目平均完成实施周期（按周计） *2 | {platform.service_weeks}
二、申报类型
平台类型 ^2 | [platform.origin#spun-off]从制造业企业衍生出的服务平台\\n[platform.origin#third-party]第三方专业服务平台
是否为应用服务提供商： [platform.asp#yes]是 [platform.asp#no]否
MODES
三、平台绩效
经营指标 *2 | @@
资产总额（万元） *2 | @platform.assets
营业收入（万元） *2 | @platform.revenue
其中服务收入（万元） *2 | @platform.service_revenue
服务收入占比（%） *2 | @platform.service_ratio
净利润（万元） *2 | @platform.net_profit
核心合作方数量（个） *2 | @platform.partners
服务企业户数（个） *2 | @platform.clients_served
服务典型企业名单
序号 | 服务企业名称 | 联系人 | 联系电话 | 服务内容简述
+5 # | {clients[#].name} | {clients[#].contact} | {clients[#].phone} | {clients[#].summary}
"""
MODES_PLATFORM_SHANGHAI = """\
服务型制造主要模式（大类二选一） ^6 | [declare.modes#shared-manufacturing]共享制造
[declare.modes#others]其他模式（可多选）
[declare.modes#customization]定制化服务 *2 | [declare.modes#supply-chain]供应链管理
[declare.modes#testing]检验检测认证 *2 | [declare.modes#life-cycle]全生命周期管理
[declare.modes#turnkey]总集成总承包 *2 | [declare.modes#energy-saving]节能环保服务
[declare.modes#finance]生产性金融服务 *2 | [declare.modes#other]其他（请注明）{declare.modes_other}"""
MODES_PLATFORM_GUANGDONG = """\
服务型制造主要模式（大类二选一） ^7 | [declare.modes#shared-manufacturing]共享制造
[declare.modes#others]其他模式（可多选）
[declare.modes#industrial-design]工业设计服务 *2 | [declare.modes#customization]定制化服务
[declare.modes#supply-chain]供应链管理 *2 | [declare.modes#testing]检验检测认证
[declare.modes#life-cycle]全生命周期管理 *2 | [declare.modes#turnkey]总集成总承包
[declare.modes#energy-saving]绿色制造服务 *2 | [declare.modes#finance]生产性金融服务
[declare.modes#other]其他（请简述）{declare.modes_other}"""
DISTRICT = """\
AREA名称 *2 | {WHO.name}
一、服务型制造发展环境
发布本AREA推动服务型制造发展的专项政策文件名称 *2 | {policy.special}
发布推动本AREA生产性服务业、两业融合等相关政策文件名称 *2 | {policy.related}
有无LEVEL领导牵头的专项工作小组 *2 | [policy.leaders#yes]是 [policy.leaders#no]否
 *2 | @@
GDP（亿元） *2 | @economy.gdp
规模以上工业增加值（亿元） *2 | @economy.industry_added
规模以上工业企业利润率（%） *2 | @economy.industry_margin
生产性服务业增加值（亿元） *2 | @economy.services_added
专项资金累计总额（亿元） *2 | @economy.fund
服务型制造工作开展以来，相关政策宣贯活动累计次数（次） ^3 | 会议 | {events.meetings}
培训 | {events.trainings}
其他类 | {events.others}
二、服务型制造能力建设
 *2 | @@
全社会研发投入占GDP比重（%） *2 | @capacity.rd_ratio
每百万人发明专利授权数（个） *2 | @capacity.patents
GIANTS专精特新“小巨人”数量（个） *2 | @capacity.little_giants
工业稳增长和转型升级成效明显 *2 | [capacity.growth#yes]是 [capacity.growth#no]否
建设信息基础设施和推进产业数字化成效明显 *2 | [capacity.digital#yes]是 [capacity.digital#no]否
获得体现数字化能力建设的TITLES认定及示范称号情况 *2 | {capacity.titles}\\n（包括工业互联网平台、企业上云、智能制造、两化融合贯标等方面称号名称及数量）
三、服务型制造发展成效（截至LAST年12月31日）
服务型制造企业数量（个） *2 | {effect.enterprises}
服务型制造企业总产值（万元） *2 | {effect.output}
UPPER服务型制造示范数量（个） ^3 | 企业 | {effect.FIRST_enterprises}
平台 | {effect.FIRST_platforms}
项目 | {effect.FIRST_projects}
LOWER服务型制造示范数量（个） ^3 | 企业 | {effect.SECOND_enterprises}
平台 | {effect.SECOND_platforms}
项目 | {effect.SECOND_projects}
"""


def _with(text: str, **words: str) -> str:
    for name, word in words.items():
        text = text.replace(name, word)
    return "\n".join(line for line in text.split("\n") if line)


BLANKS: dict[str, tuple[int, str]] = {
    "zhejiang-2020/enterprise": (8, _with(ENTERPRISE_2018 + ZHEJIANG_SIGNS, PERSONS="（人）")),
    "zhejiang-2020/project": (
        7,
        _with(
            PROJECT_2018 + ZHEJIANG_SIGNS,
            YEARS="项目实施年限 *2 | {project.start}年至{project.end}年 *2 | 项目是否已完成 *2 | {project.done}",
            LAST="2019",
        ),
    ),
    "zhejiang-2020/platform": (
        7,
        _with(
            PLATFORM_2018 + ZHEJIANG_SIGNS,
            TYPES="[platform.types#ecommerce]工业电子商务平台 *2 | [platform.types#industry]面向行业的专业服务平台 *2 | [platform.types#region]面向区域的综合服务平台",
            CLIENTS="服务典型企业名单（选填 5 户）",
            SUMMARY="服务内容简述（每栏 50 字以内）",
        ),
    ),
    "shanxi-2021/enterprise": (8, _with(ENTERPRISE_2018 + SHANXI_SIGNS, PERSONS="")),
    "shanxi-2021/project": (
        7,
        _with(
            PROJECT_2018 + SHANXI_SIGNS,
            YEARS="项目实施年限 *2 | {project.start}年至{project.end}年",
            LAST="2020",
        ),
    ),
    "shanxi-2021/platform": (
        7,
        _with(
            PLATFORM_2018 + SHANXI_SIGNS,
            TYPES="[platform.types#industry]面向行业的专业服务平台 *4 | [platform.types#region]面向区域的综合服务平台",
            CLIENTS="服务典型企业名单",
            SUMMARY="服务内容简述",
        ),
    ),
    "shanxi-2021/city": (4, CITY_SHANXI + SHANXI_SIGNS),
    "shanghai-2023/enterprise": (
        6,
        _with(
            ENTERPRISE_2021 + RECOMMENDED,
            OLD_AREA="",
            ENERGY="",
            HONOURS="已获得的市级、区级奖励及示范称号",
            MODES=MODES_SHANGHAI,
        ),
    ),
    "shanghai-2023/platform": (
        6,
        _with(
            PLATFORM_2021 + RECOMMENDED,
            OLD_AREA="",
            HONOURS="申报平台已获得的市级、区级奖励及示范称号",
            MODES=MODES_PLATFORM_SHANGHAI,
        ),
    ),
    "shanghai-2023/district": (
        5,
        _with(
            DISTRICT + RECOMMENDED,
            AREA="区",
            WHO="district",
            LEVEL="区级",
            GIANTS="市级",
            TITLES="市级",
            LAST="2022",
            UPPER="市级",
            FIRST="city",
            LOWER="区级",
            SECOND="district",
        ),
    ),
    "guangdong-2024/enterprise": (
        6,
        _with(
            ENTERPRISE_2021 + PLEDGE,
            OLD_AREA="注册地是否在苏区、老区 *2 | {org.old_area}",
            ENERGY="单位产值综合能耗（吨标煤/万元） *2 | @finance.energy",
            HONOURS="已获得的国家级、省部级、市级奖励及示范称号",
            MODES=MODES_GUANGDONG,
        ),
    ),
    "guangdong-2024/platform": (
        6,
        _with(
            PLATFORM_2021 + PLEDGE,
            OLD_AREA="注册地是否在苏区、老区 *2 | {org.old_area}",
            HONOURS="申报平台已获得的国家级、省部级、市级奖励及示范称号",
            MODES=MODES_PLATFORM_GUANGDONG,
        ),
    ),
    "national-2022/enterprise": (
        6,
        _with(
            ENTERPRISE_2021 + RECOMMENDED,
            OLD_AREA="",
            ENERGY="",
            HONOURS="已获得的国家级、省部级奖励及示范称号",
            MODES=MODES_SHANGHAI.replace("其他（请简述）", "其他创新模式（请简述）"),
        ),
    ),
    "national-2022/platform": (
        6,
        _with(
            PLATFORM_2021 + RECOMMENDED,
            OLD_AREA="",
            HONOURS="申报平台已获得的国家级、省部级奖励及示范称号",
            MODES=MODES_PLATFORM_SHANGHAI.replace("]共享制造", "]共享制造类")
            .replace("]其他模式", "]其他类")
            .replace("]其他（请注明）", "]其他创新模式（请注明）"),
        ),
    ),
    "national-2022/city-general": (
        5,
        _with(
            DISTRICT + RECOMMENDED,
            AREA="市",
            WHO="city",
            LEVEL="市级",
            GIANTS="国家级",
            TITLES="国家级、省级",
            LAST="2021",
            UPPER="国家级",
            FIRST="national",
            LOWER="省级",
            SECOND="province",
        ).replace("市名称", "城市名称"),
    ),
}
"""The blank of each form by public id: the number of its columns, and its rows."""
