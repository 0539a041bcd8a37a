"""What each form asks, line by line, from the notices: no table yet, `layout` draws one anew each time.

``#`` heading; ``-`` label and value, ``--`` one that wants a whole row; ``+`` words in the value's own
cell; ``h`` head over the years, ``y`` a row of years; ``g`` labels under one common label; ``c`` a
choice; ``r`` a list; ``s`` a box for opinions and seals. ``~`` begins what is printed behind a value.
"""

from __future__ import annotations

PLEDGE = "本申报表所有材料，均真实、完整，如有不实，愿承担相应的责任。"
SIGN = "负责人（签章）　　　　年　　月　　日"

FAMILY_A_MODES = (
    "supply-chain 供应链管理|life-cycle 全生命周期管理|turnkey 总集成总承包服务|information 信息增值服务|"
    "other 其它（选“其它”请注明具体模式）>declare.modes_other"
)
ENTERPRISE_A = f"""\
# 一、企业基本情况
-- 企业名称 = org.name
- 企业性质 = org.nature
- 法人代表 = org.legal_person
- 注册地址 = org.registered_address
- 主营业务 = org.business
- 通信地址 = org.mail_address
- 邮政编码 = org.postcode
- 联 系 人 = contact.name
- 职 务 = contact.position
- 联系电话 = contact.phone
- 手 机 = contact.mobile
- 电子邮箱 = contact.email
- 传 真 = contact.fax
g 从业人员 : 员工总数（人） = staff.total | 研发和设计人员比例（%） = staff.rd_share | 中高级职业资格人员比例（%） = staff.skilled_share | 本科以上学历人员比例（%） = staff.degree_share
# 二、经营管理状况
h 经营指标
y 资产总额（万元） = finance.assets
y 资产负债率（%） = finance.debt_ratio
y 营业收入（万元） = finance.revenue
y 其中，服务收入（万元） = finance.service_revenue
y 税金总额（万元） = finance.tax
y 利润总额（万元） = finance.profit
y 净利润增长率（%） = finance.net_profit_growth
y 研发设计投入比例（%） = finance.rd_ratio
yg 企业累计获得专利（项） : 发明 = patents.invention | 实用新型 = patents.utility | 外观设计 = patents.design
# 三、主要申报内容
-- 申报企业已获得的国家级、省部级奖励及示范称号 = honours.awarded
-- 申报企业正在同期申报的国家级、省部级奖励及示范称号 = honours.pending
c 本次申报服务型制造示范企业模式（多选为综合型方向） = declare.modes : {FAMILY_A_MODES}
s 填报单位意见及真实性承诺：/{PLEDGE}/申报单位（章）/{SIGN}
s 市级经信部门意见：/单位（章）/{SIGN}
s 省级经信部门意见：/单位（章）/{SIGN}
"""
PROJECT_A = f"""\
# 一、项目基本情况
-- 项目名称 = project.name
- 委托单位（甲方） = project.client
- 实施单位（乙方） = project.contractor
- 所在行业 = project.industry
- 投资额度（万元） = project.investment
t 项目实施年限 = project.start ~ 年至 = project.end ~ 年
- 项目是否已完成 = project.done
# 二、项目委托单位或实施单位情况
- 企业性质 = org.nature
- 主营业务 = org.business
- 注册地址 = org.registered_address
- 法人代表 = org.legal_person
- 联 系 人 = contact.name
- 职 务 = contact.position
- 联系电话 = contact.phone
- 传 真 = contact.fax
g 从业人员 : 员工总数（人） = staff.total | 研发和设计人员比例（%） = staff.rd_share | 中高级职业资格人员比例（%） = staff.skilled_share | 本科以上学历人员比例（%） = staff.degree_share
gp LAST年度生产经营状况 : 资产总额（万元） = finance.assets[LAST] | 资产负债率（%） = finance.debt_ratio[LAST] | 营业收入（万元） = finance.revenue[LAST] | 利润总额（万元） = finance.profit[LAST] | 净利润增长率（%） = finance.net_profit_growth[LAST] | 研发设计投入占收入比（%） = finance.rd_ratio[LAST]
g2 本项目获得或已被受理专利情况 : 总数（项） = project.patents.total | 发明专利（项） = project.patents.invention | 实用新型（项） = project.patents.utility | 外观设计（项） = project.patents.design
# 三、主要申报内容
-- 项目主要建设内容及成效（100字以内） = project.content
-- 项目已获得或正在同期申报的国家级、省部级奖励及示范称号 = project.honours
c 本次申报服务型制造示范项目模式（多选为综合型方向） = declare.modes : {FAMILY_A_MODES}
s 填报单位意见及真实性承诺：/{PLEDGE}/单位（章）/{SIGN}
s 市级经信部门意见：/单位（章）/{SIGN}
"""
PLATFORM_A = f"""\
# 一、平台基本情况
- 平台名称 = platform.name
- 网 址 = platform.url
- 运营主体 = org.name
- 平台性质 = platform.nature
- 注册地址 = org.registered_address
- 主营业务 = org.business
- 法人代表 = org.legal_person
- 联 系 人 = contact.name
- 职 务 = contact.position
- 联系电话 = contact.phone
- 传 真 = contact.fax
- 电子邮箱 = contact.email
r2 注册资本 = org.capital ~ 万元 : 主要投资方名称 name | 性质 nature | 投资比例（％） share * 3 investors
# 二、申报类型
c 申报类型 = platform.types : ecommerce 工业电子商务平台|industry 面向行业的专业服务平台|region 面向区域的综合服务平台
# 三、平台绩效
- 上年末总资产（万元） = platform.last_assets
- 服务场地面积（平方米） = platform.area
- 从业人数（人） = platform.staff.total
- 研发和设计人员比例（%） = platform.staff.rd_share
- 中高级职业资格人员比例（%） = platform.staff.skilled_share
- 本科以上学历人员比例（%） = platform.staff.degree_share
h 经营指标
y 营业收入（万元） = platform.revenue
y 其中：服务收入（万元） = platform.service_revenue
y 资产总额（万元） = platform.assets
y 利润总额（万元） = platform.profit
y 上缴税金（万元） = platform.tax
y 服务企业户数（个） = platform.clients_served
r 服务典型企业名单（选填 5 户） : 序号 | 服务企业名称 name | 联系人 contact | 联系电话 phone | 服务内容简述（每栏 50 字以内） summary * 5 clients
s 填报单位意见及真实性承诺：/{PLEDGE}/申报单位（章）/{SIGN}
s 市级经信部门意见：/单位（章）/{SIGN}
s 省级经信部门意见：/单位（章）/{SIGN}
"""
CITY_SHANXI = f"""\
# 一、城市基本情况
-- 城市名称 = city.name
- GDP（2020年，下同） = economy.gdp
- 同比增速（%，下同） = economy.gdp_growth
- 制造业增加值 = economy.manufacturing
- 同比增速 = economy.manufacturing_growth
- 生产性服务业增加值 = economy.producer_services
- 同比增速 = economy.producer_services_growth
- 规模以上工业企业主营业务收入 = economy.industrial_revenue
- 同比增速 = economy.industrial_revenue_growth
# 二、城市服务型制造发展指标
+ 1、落实《发展服务型制造专项行动指南》，发布本地推动服务型制造发展的政策文件。（请填写名称及主要内容） = policy.special
+ 2、开展服务型制造示范遴选的工作情况。（请填写遴选批次、遴选类型和数量、专项资金支持的情况） = city.selections
+ 3、开展服务型制造政策宣贯和经验推广的工作情况。（请填写批次、内容和主要效果） = city.promotion
s 填报单位意见及真实性承诺：/{PLEDGE}/申报单位（章）/{SIGN}
s 市级推荐单位意见：/单位（章）/{SIGN}
"""
MODES_B = (
    "customization 定制化服务|supply-chain 供应链管理|testing 检验检测认证|life-cycle 全生命周期管理|"
    "turnkey 总集成总承包|energy-saving 节能环保服务|finance 生产性金融服务|other OTHER>declare.modes_other"
)
MODES_GD = (
    "industrial-design 工业设计服务|customization 定制化服务|supply-chain 供应链管理|SHAREDtesting 检验检测认证|"
    "life-cycle 全生命周期管理|turnkey 总集成总承包|energy-saving 绿色制造服务|finance 生产性金融服务|"
    "other 其他（请简述）>declare.modes_other"
)
BIG = "shared-manufacturing ONE|others MANY（可多选）|"
KINDS = """\
k 服务类型（可多选） = services.kinds : 研发设计阶段: design-develop 设计和开发服务|design-platform 研发平台服务|design-other 其他（请注明）>services.design_other; 生产制造阶段: make-platform 生产制造平台服务|make-simulate 测试/优化/仿真服务|make-other 其他（请注明）>services.make_other; 品牌与服务阶段: brand-training 培训|brand-recycling 回收|brand-commissioning 安装调试|brand-lease 租赁|brand-logistics 物流|brand-spares 备品备件|brand-upkeep 保养/维护/维修|brand-monitoring 监控监测|brand-diagnosis 诊断检测|brand-upgrade 升级/改造|brand-commerce 电商平台|brand-other 其他（请注明）>services.brand_other; 贯穿所有阶段: all-solution 解决方案服务|all-custom 个性化定制|all-finance 金融服务|all-consulting 咨询服务|all-turnkey 工程总包服务|all-supply 供应链管理|all-other 其他（请注明）>services.all_other
-- 服务收入构成 = services.mix ~ （根据上述所选服务类型，填写相应的服务收入）
c 是否有独立的服务团队 = team.independent : yes 是|no 否
c 服务团队形式 = team.forms : company 分子公司|division 事业部|department 部门|group 服务化小组|other 其他>team.forms_other
"""
ENTERPRISE_B = f"""\
# 一、企业基本情况
- 企业名称 = org.name
- 统一社会信用代码 = org.uscc
- 注册地址 = org.registered_address
- 企业登记注册类型 = org.registration
OLD
- 注册资本（万元） = org.capital
- 经营时长（年） = org.years ~ （截至目前）
- 主营业务 = org.business
- 所属行业 = org.industry
- 法人代表 = org.legal_person
- 联系人 = contact.name
- 职 务 = contact.position
- 联系电话 = contact.phone
- 电子邮箱 = contact.email
- 员工总数（人） = staff.total
- 研发人员占比（%） = staff.rd_share
- 中高级职业资格人员比例（%） = staff.skilled_share
- 发明专利数（项） = patents.invention
- 实用新型专利数（项） = patents.utility
- 外观设计专利数（项） = patents.design
# 二、经营管理状况
h 经营指标
y 资产总额（万元） = finance.assets
y 资产负债率（%） = finance.debt_ratio
y 净资产（万元） = finance.net_assets
y 营业收入（万元） = finance.revenue
y 其中服务收入（万元） = finance.service_revenue
y 服务收入占比（%） = finance.service_ratio
y 净利润（万元） = finance.net_profit
ENERGY
y 研发投入占收入比例（%） = finance.rd_ratio
# 三、主要申报内容
-- 已获得的HONOURS奖励及示范称号 = honours.awarded
-- 请列举参与制定的服务相关标准 = standards.services
c 申报服务型制造示范企业模式（可多选） = declare.modes : MODES
{KINDS}s 填报单位意见及真实性承诺：/{PLEDGE}/申报单位（章）/{SIGN}
"""
PLATFORM_B = f"""\
# 一、平台基本情况
- 平台名称 = platform.name
- 网 址 = platform.url
- 注册地址 = org.registered_address
- 主营业务 = org.business
OLD
- 经营时长（年） = platform.years ~ （截至目前）
- 运营主体 = org.name
- 运营主体统一社会信用代码 = org.uscc
- 所在行业 = org.industry
- 法人代表 = org.legal_person
- 联系人 = contact.name
- 职 务 = contact.position
- 联系电话 = contact.phone
- 电子邮箱 = contact.email
c 运营主体性质 = operator.kind : company 企业|institution 事业单位|society 社会组织|other 其他（请注明）>operator.kind_other
r2 注册资本 = org.capital ~ 万元 : 主要投资方名称 name | 性质 nature | 投资比例（%） share * 3 investors
-- 申报平台已获得的HONOURS奖励及示范称号 = honours.awarded
-- 请列举参与制定的服务相关标准 = standards.services
- 服务项目平均完成实施周期（按周计） = platform.service_weeks
# 二、申报类型
c 平台类型 = platform.origin : spun-off 从制造业企业衍生出的服务平台|third-party 第三方专业服务平台
c 是否为应用服务提供商 = platform.asp : yes 是|no 否
c 服务型制造主要模式（大类二选一） = declare.modes : {BIG}MODES
# 三、平台绩效
h 经营指标
y 资产总额（万元） = platform.assets
y 营业收入（万元） = platform.revenue
y 其中服务收入（万元） = platform.service_revenue
y 服务收入占比（%） = platform.service_ratio
y 净利润（万元） = platform.net_profit
y 核心合作方数量（个） = platform.partners
y 服务企业户数（个） = platform.clients_served
r 服务典型企业名单 : 序号 | 服务企业名称 name | 联系人 contact | 联系电话 phone | 服务内容简述 summary * 5 clients
s 填报单位意见及真实性承诺：/{PLEDGE}/申报单位（章）/{SIGN}
"""
RECOMMENDED = f"s 推荐单位意见：/单位（章）/{SIGN}\n"
DISTRICT_ENVIRONMENT = """\
-- PLACE = WHO.name
# 一、服务型制造发展环境
-- 发布本AREA推动服务型制造发展的专项政策文件名称 = policy.special
-- 发布推动本AREA生产性服务业、两业融合等相关政策文件名称 = policy.related
c 有无AREA级领导牵头的专项工作小组 = policy.leaders : yes 是|no 否
h _
y GDP（亿元） = economy.gdp
y 规模以上工业增加值（亿元） = economy.industry_added
y 规模以上工业企业利润率（%） = economy.industry_margin
y 生产性服务业增加值（亿元） = economy.services_added
y 专项资金累计总额（亿元） = economy.fund
g 服务型制造工作开展以来，相关政策宣贯活动累计次数（次） : 会议 = events.meetings | 培训 = events.trainings | 其他类 = events.others
# 二、服务型制造能力建设
h _
y 全社会研发投入占GDP比重（%） = capacity.rd_ratio
y 每百万人发明专利授权数（个） = capacity.patents
y GIANTS专精特新“小巨人”数量（个） = capacity.little_giants
c 工业稳增长和转型升级成效明显 = capacity.growth : yes 是|no 否
c 建设信息基础设施和推进产业数字化成效明显 = capacity.digital : yes 是|no 否
-- 获得体现数字化能力建设的TITLES认定及示范称号情况 = capacity.titles ~ （包括工业互联网平台、企业上云、智能制造、两化融合贯标等方面称号名称及数量）
"""
DISTRICT_EFFECT = f"""\
# HEAD、服务型制造发展成效（截至LAST年12月31日）
-- 服务型制造企业数量（个） = effect.enterprises
-- 服务型制造企业总产值（万元） = effect.output
g UPPER服务型制造示范数量（个） : 企业 = effect.FIRST_enterprises | 平台 = effect.FIRST_platforms | 项目 = effect.FIRST_projects
g LOWER服务型制造示范数量（个） : 企业 = effect.SECOND_enterprises | 平台 = effect.SECOND_platforms | 项目 = effect.SECOND_projects
s 填报单位意见及真实性承诺：/{PLEDGE}/申报单位（章）/{SIGN}
s 推荐单位意见：/单位（章）/{SIGN}
"""
DESIGN = """\
# 三、工业设计发展情况（截至 2021 年 12 月 31 日）
- 国家级工业设计中心数量（个） = design.national_centres
- 省级工业设计中心数量（个） = design.province_centres
-- 国家工业设计研究院数量（个）（含培育对象） = design.institutes
-- 制造业重点领域设计突破情况 = design.breakthroughs
-- 高端制造业设计人才培育情况 = design.talent
-- 国家工业设计研究院创建和工业设计基础研究情况 = design.research
-- 推动工业设计发展的政策及资金情况 = design.policies
"""
EVALUATED = f"s 填报单位意见及真实性承诺：/{PLEDGE}/填报单位（章）/{SIGN}\ns 省级主管部门初审意见：/单位（章）/{SIGN}\n"
EVALUATION = {
    "enterprise": f"""\
# 一、企业发展基本情况
- 企业名称 = org.name
- 统一社会信用代码 = org.uscc
- 注册地址 = org.registered_address
- 法人代表 = org.legal_person
- 联系人 = contact.name
- 职 务 = contact.position
- 联系电话 = contact.phone
- 电子邮箱 = contact.email
- 员工总数（人） = staff.total
- 研发人员占比（%） = staff.rd_share
c 获评批次 = evaluation.batch : first 第一批|second 第二批|third 第三批
c 服务型制造主要模式（可多选） = declare.modes : {MODES_B.replace("OTHER", "其他创新模式（请简述）")}
# 二、经营指标
h 经营指标
y 资产总额（万元） = finance.assets
y 资产负债率（%） = finance.debt_ratio
y 净资产（万元） = finance.net_assets
y 营业收入（万元） = finance.revenue
y 其中服务收入（万元） = finance.service_revenue
y 服务收入占比（%） = finance.service_ratio
y 净利润（万元） = finance.net_profit
y 研发投入占收入比例（%） = finance.rd_ratio
{EVALUATED}""",
    "platform": f"""\
# 一、平台发展基本情况
- 平台名称 = platform.name
- 网 址 = platform.url
- 运营主体 = org.name
- 统一社会信用代码 = org.uscc
- 联系人 = contact.name
- 职 务 = contact.position
- 联系电话 = contact.phone
- 电子邮箱 = contact.email
c 获评批次 = evaluation.batch : first 第一批|second 第二批|third 第三批
c 服务型制造主要模式（大类二选一） = declare.modes : {BIG.replace("ONE", "共享制造类").replace("MANY", "其他类")}{MODES_B.replace("OTHER", "其他创新模式（请注明）")}
# 二、经营指标
h 经营指标
y 资产总额（万元） = platform.assets
y 营业收入（万元） = platform.revenue
y 其中服务收入（万元） = platform.service_revenue
y 服务收入占比（%） = platform.service_ratio
y 净利润（万元） = platform.net_profit
y 核心合作方数量（个） = platform.partners
y 服务企业户数（个） = platform.clients_served
{EVALUATED}""",
    "city": f"""\
# 一、城市发展基本情况
- 城市名称 = city.name
c 获评批次 = evaluation.batch : second 第二批|third 第三批
c 城市类别 = city.kind : general 其他类|design 工业设计特色类
- 联系人 = contact.name
- 职 务 = contact.position
- 联系电话 = contact.phone
- 电子邮箱 = contact.email
-- 获评后发布的服务型制造（工业设计）政策文件名称 = policy.special
-- 国家级工业设计中心数量（个）（工业设计特色类填写） = design.national_centres
# 二、发展指标
h 发展指标
y GDP（亿元） = economy.gdp
y 规模以上工业增加值（亿元） = economy.industry_added
y 规模以上工业企业利润率（%） = economy.industry_margin
y 生产性服务业增加值（亿元） = economy.services_added
y 专项资金累计总额（亿元） = economy.fund
y 全社会研发投入占GDP比重（%） = capacity.rd_ratio
{EVALUATED}""",
}


def _put(text: str, **words: str) -> str:
    for name, word in words.items():
        text = text.replace(name, word)
    return text


_SH = {"OLD\n": "", "ENERGY\n": ""}
_OLD = "- 注册地是否在苏区、老区 = org.old_area\n"
_GD = {
    "OLD\n": _OLD,
    "ENERGY\n": "y 单位产值综合能耗（吨标煤/万元） = finance.energy\n",
    "HONOURS": "国家级、省部级、市级",
}


def _shanxi(text: str) -> str:
    text = text.replace("s 市级经信部门意见", "s 市级推荐单位意见").replace("（选填 5 户）", "")
    text = text.replace("（每栏 50 字以内）", "").replace("ecommerce 工业电子商务平台|", "")
    lines = [one for one in text.splitlines() if not one.startswith("s 省级")]
    return "\n".join(one for one in lines if "project.done" not in one)


def _place(effect: str, **words: str) -> str:
    return _put(DISTRICT_ENVIRONMENT + effect, **words)


_CITY = {
    "PLACE": "城市名称", "AREA": "市", "WHO": "city", "GIANTS": "国家级", "TITLES": "国家级、省级",
    "LAST": "2021", "UPPER": "国家级", "FIRST": "national", "LOWER": "省级", "SECOND": "province",
}  # fmt: skip
_NATIONAL_PROJECT = (
    PROJECT_A.replace("- 项目是否已完成 = project.done\n", "")
    .replace("二、项目委托单位或实施单位情况", "二、项目申报主体情况")
    .replace("# 三、", "-- 请列举参与制定的服务相关标准 = standards.services\n# 三、")
    .replace("（多选为综合型方向）", "")
    .replace(FAMILY_A_MODES, "shared-manufacturing 共享制造")
    .replace("市级经信部门意见", "推荐单位意见")
)
SHEETS: dict[str, str] = {
    "zhejiang-2020/enterprise": ENTERPRISE_A,
    "zhejiang-2020/project": PROJECT_A.replace("LAST", "2019"),
    "zhejiang-2020/platform": PLATFORM_A,
    "shanxi-2021/enterprise": _shanxi(ENTERPRISE_A).replace("员工总数（人）", "员工总数"),
    "shanxi-2021/project": _shanxi(PROJECT_A).replace("LAST", "2020"),
    "shanxi-2021/platform": _shanxi(PLATFORM_A),
    "shanxi-2021/city": CITY_SHANXI,
    "shanghai-2023/enterprise": _put(
        ENTERPRISE_B + RECOMMENDED, **_SH, HONOURS="市级、区级", MODES=MODES_B, OTHER="其他（请简述）"
    ),
    "shanghai-2023/platform": _put(
        PLATFORM_B + RECOMMENDED, **_SH, HONOURS="市级、区级", MODES=MODES_B, OTHER="其他（请注明）",
        ONE="共享制造", MANY="其他模式",
    ),
    "shanghai-2023/district": _place(
        DISTRICT_EFFECT, PLACE="区名称", AREA="区", WHO="district", GIANTS="市级", TITLES="市级", LAST="2022",
        UPPER="市级", FIRST="city", LOWER="区级", SECOND="district", HEAD="三",
    ),
    "guangdong-2024/enterprise": _put(ENTERPRISE_B, **_GD, MODES=MODES_GD, SHARED="shared-manufacturing 共享制造服务|"),
    "guangdong-2024/platform": _put(
        PLATFORM_B, **_GD, MODES=MODES_GD, SHARED="", ONE="共享制造", MANY="其他模式"
    ),
    "national-2022/enterprise": _put(
        ENTERPRISE_B + RECOMMENDED, **_SH, HONOURS="国家级、省部级", MODES=MODES_B, OTHER="其他创新模式（请简述）"
    ),
    "national-2022/platform": _put(
        PLATFORM_B + RECOMMENDED, **_SH, HONOURS="国家级、省部级", MODES=MODES_B, OTHER="其他创新模式（请注明）",
        ONE="共享制造类", MANY="其他类",
    ),
    "national-2022/project": _NATIONAL_PROJECT.replace("LAST", "2021"),
    "national-2022/city-general": _place(DISTRICT_EFFECT, **_CITY, HEAD="三"),
    "national-2022/city-design": _place(DESIGN + DISTRICT_EFFECT, **_CITY, HEAD="四"),
    **{f"national-2022/evaluation-{name}": text for name, text in EVALUATION.items()},
}  # fmt: skip
"""The questions of each form by public id, for all forms of the notices."""
