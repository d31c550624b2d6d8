"""What kind of answer a question wants, read from its words alone.

The patterns are tried on the question in NFKC without blanks; where several kinds fit, the order in ``kind_of``
decides.
"""

import re

from assistant.indexing.tokens import normalise
from assistant.records import QuestionKind
from assistant.retrieval.kinds.chatter import is_off_topic, is_small_talk, is_too_broad
from assistant.retrieval.kinds.metadata_fields import metadata_fields

_END = r"(?:呢|吗|啊|呀)*(?:$|[,;。?!])"


def _matcher(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns))


# --- Comparison -------------------------------------------------------------------------------------------------------

_PLACE = (
    r"(?:地方|地区|城市|省份|省市|市县|县市|县区|区县|市州|省(?!级|长)|市(?!级|长|民|场)|县(?!级|长|城)|区(?!级|长|别"
    r"|域)|州)"
)
_WHICH = r"哪(?:一)?(?:些|个|几个|几家|几|家)?"
# What a text says, not what somebody may do somewhere: 哪些地方有补贴政策, but 哪些地方可以停车.
_SAYS = (
    r"(?:提到|提出|规定|出台|出了|写(?:到|了|进)|实行|施行|推行|发布|制定|明确|承诺|对[^,。?]{1,16}(?:补|奖|规定|要求|支持"
    r"|扶持|禁止|限制)"
    r"|给[^,。?]{1,12}(?:补|奖|贴|优惠)|要求[^,。?]{2,}|有[^,。?]{0,16}(?:政策|规定|补贴|补助|奖励|资助|优惠|条例|规划"
    r"|目标))"
)
_OVER_ALL_PLACES = _matcher(
    rf"{_WHICH}{_PLACE}(?:的|里)?(?:政策|规划|文件|意见|条例|规定|办法|方案)",
    rf"{_WHICH}{_PLACE}(?:{_SAYS}|(?:设|建|成立|开展|推出|取消|放开|搞|发)(?:立|设|成)?了|(?:不让|允许|准许"
    rf"|禁止)[^,。?]{{0,4}}在)",
    rf"{_WHICH}{_PLACE}[^,。?]{{0,20}}(?:最|更)(?:高|低|多|少|好|大|小|早|晚|严|松|优惠|便宜|长|短)",
    rf"{_WHICH}(?:城市|省份|省市|市县|省|县)(?:可以|能|不用|免|发|给|补|奖)",
    rf"哪(?:里|儿)(?:的(?:政策|规划|文件|意见|条例|规定|办法|方案)|{_SAYS})",
    r"哪(?:里|儿)的[^,。?]{1,16}(?:最|更)(?:高|低|多|少|好|大|小|早|晚|严|松|优惠|长|短)",
    r"(?:全国)?各地(?!区|方|各|要|应|须|需|可|不得|如何|怎样|怎么(?!规定)|人民|政府|级|在)",
    r"各(?:个)?(?:市|县|省|区县|市县|区|州)(?:市|区)?(?:之间)?[^,。?]{0,20}(?:分别|对比|比较|相比|区别|不同(?!意)|差别"
    r"|差异|不一样)",
    r"不同(?:地区|地方|城市|省份|市县)",
)
_SIDE_BY_SIDE = _matcher(
    r"分别|对比|比较|相比|各是|各有|差别|区别|差异|差距|不同(?!意)|谁(?:更|的)|哪个(?:更|地方)|哪边|两地|两市|两县"
    r"|两省|三地|各自",
)
_ALIKE = _matcher(
    r"一样|相同|谁[^,。?]{0,14}(?:更|多|少|高|低|早|先|大)|高低|哪边|各[补收要拿能给定掏付交建奖减罚占多达批领出]"
    r"|比[^,。?]{1,12}(?:高|低|多|少|好|严)"
)
_WITH_OTHERS = _matcher(
    r"(?:和|与|跟|同|比)(?:其他|其它|别的|外|周边|邻近|兄弟|周围)(?:的)?(?:地区|地方|城市|省份|省|市|县|区|地)"
)
# 静海和河源的目标 without its places leaves 和的目标: a joint that joins nothing.
_JOINT_WORDS = r"(?:平|谐|解|睦|意|会|格|时|样|等(?!、)|步|期|比|级|业|行)"
_JOINED = _matcher(
    rf"(?:^|[,;:。?!、]|请问|比较|对比|在|从|对|针对|给|一下|帮我|说说|看看)(?:以及|和|与|跟|及|同|、)"
    rf"(?!{_JOINT_WORDS})",
    r"(?:以及|和|与|跟|、)(?=的(?!确)|在(?!职|校|读|岗|编|建|册|线|籍)|对(?!口|外|象|手)|分别|哪|谁|比|各(?:自|是|有"
    r"|为)"
    r"|有(?!关|机|效|害|毒|色)|(?:19|20)\d\d年|到20|都(?!市)|之间|$|[,?!。])",
)

# --- Responsible units ------------------------------------------------------------------------------------------------

_OFFICE = r"(?:部门|机关|法院|检察院|委办局|局|科室|处室|委员会|窗口)"
_BODY = r"(?:单位|机构|组织|政府)"
_WHO = rf"(?:谁|{_WHICH}{_OFFICE}|{_WHICH}{_BODY}|什么{_OFFICE}|什么{_BODY})"
_JOINTLY = r"(?:来|去|共同|一起|联合|具体|主要|统一|依法|有权|最终|进行)*"
_LEAD = r"(?:负责(?!人)|牵头|主管|统筹)"
_GOVERN = r"(?:负责(?!人)|管(?!用)|主管|监管|牵头|监督|审批|批准|核准|核发|配合|统筹|协调|验收|评估|考核)"
_PAYS = r"(?:承担|支付|出(?!面|具|台|示)|付|缴|交|掏|赔|买单|报销|负担|资助)"
_ACT = (
    r"(?:受理|实施|组织|执行|落实|处罚|查处|认定|颁发|发放|发布|印发|公布|检查|制定|编制|解释|裁决|仲裁|登记|备案|办理"
    r"|审核|承办|主办|鉴定|处理|养护|巡查|执法|指导|建设|管护|办)"
)
# Behind 责任 or 登记: a body of that kind, and nothing else said of it than which.
_BODY_ASKED = (
    r"(?:部门|单位|机关|机构|主体)"
    rf"(?:分别|都|各|又|主要|到底)*(?:(?:和|与|及|、)(?!个人|其)|(?:是|有|为|包括)(?:谁|哪|什么)|{_END})"
)
_RESPONSIBLE = (
    rf"{_WHO}{_JOINTLY}(?:应当|应|要|需要?)?{_LEAD}",
    r"谁[^,。?]{1,14}(?:负责(?!人)|牵头|监管)",
    rf"(?:责任|牵头|主管|监管|配合){_BODY_ASKED}",
)
_ASKS_RESPONSIBLE = _matcher(*_RESPONSIBLE)
_UNITS = _matcher(
    *_RESPONSIBLE,
    rf"{_WHO}{_JOINTLY}(?:应当|应|要|需要?)?{_GOVERN}",
    rf"(?:归|属|受|让|靠|找){_WHO}{_JOINTLY}(?:{_GOVERN}|{_ACT})",
    rf"(?:由(?:{_WHO}|哪(?:里|儿|一?级|几?[个家]|些))|谁来)(?!了|电|{_JOINTLY}(?:{_PAYS}|申请|申报|提出|继承|抚养"
    rf"|赡养))",
    r"归(?:谁|哪)[^,。?]{0,8}(?:管|负责|发|批|抓|盯)",
    r"(?:由|归|找)[^,。?]{1,12}还是|打给谁|(?:去|到|打给)哪(?:一)?个(?:政府|主管)?(?:部门|局|窗口|机关)",
    rf"(?:找|向|报|报给){_WHO}(?!学|要|借|买|租|赔|索赔|帮)",
    rf"(?:{_WHICH}|什么)(?:政府|主管|监管|行政|职能)?{_OFFICE}(?!的|可以?申请|能申请|享受|可享)",
    rf"(?:监督管理|管理|执法|实施|承办|主办|协办|受理|登记|审批|认定|发证|参与|归口|经办){_BODY_ASKED}",
)

# --- Definitions ------------------------------------------------------------------------------------------------------

_ATTRIBUTES = (
    r"(?:目标|任务|条件|标准|要求|原则|措施|流程|程序|步骤|原因|目的|依据|后果|重点|内容|区别|作用|意义|职责|范围|期限"
    r"|待遇|材料|资料|时间|地址"
    r"|电话|方式|方法|办法|责任|义务|权利|处罚|政策|规定|比例|金额|名称|名字|文号|思想|思路|背景|好处|用途|规则|指标"
    r"|手续|优惠|补贴|对象|主题|口号"
    r"|结果|关系|特点|事实|情形|行为|举措|工作|数量|年龄|等级|类型)"
)
_DEFINITION = _matcher(
    r"^(?:请问|那|到底)*什么(?:是(?!时)|叫做?|才?算是?|属于)",
    r"什么样的[^,。?]{1,12}(?:才?算|属于|叫|是)",
    r"^(?:请问)?什么(?!时|样|条|材|情|原|地)[^,。?]{1,8}(?:才?算|属于|是(?!必|需|不|可|否|由))[^,。?]{3,}[?。]*$",
    r"(?:是(?:一个|个)?|指)(?:的是)?什么(?:意思|概念|含义|东西|回事)",
    r"是指(?:什么|哪些)|指的是|指(?:什么|哪[些种类]|谁)|^(?:请问)?怎[样么]才?算(?!的|出|钱|呢)[^,。?]{2,}|何谓|何为"
    r"(?!了)|所称|所指|(?:含义|定义|意思|概念)(?:是什么)?[?。]*$",
    r"(?:如何|怎么|怎样)(?:界定|认定|定义|理解|判定|解释)|是(?:一种)?什么样的|算(?:是|作)?什么|(?:多[少大长久高]"
    r"|几)[^,。?]{0,10}才?算(?:得上|是|作)",
)
_IS_WHAT = re.compile(r"[^,。?]{2,}(?<!的)是什么(?:呢|啊|呀)?[?。]*$")
_ATTRIBUTE_IS_WHAT = re.compile(
    rf"{_ATTRIBUTES}(?:都|又|会|将|主要|到底|分别|具体)*是什么|(?<![说讲称提到])的[^的,]{1, 4}是什么[?。]*$"
)

# --- Tables, lists, parts ---------------------------------------------------------------------------------------------

_HOW_MANY = r"(?:多少|几(?!年|月|号|日))"
_TABLE = _matcher(
    r"目标值|规划值|基期|基准值|基础值|现状值|预期值|预期性|约束性|指标值|完成值|分值|权重|占几分",
    rf"指标(?:要求|是|为|要)*(?:{_HOW_MANY}|{_END})",
    rf"(?:(?:19|20)\d\d|十[一二三四五六]五末)[^。?]{{0,40}}(?:{_HOW_MANY}|目标[?。]*$)",
    rf"(?:标准|目标|基数)(?:分别|各|每.{{1,4}})*(?:是|为|要达到|达到)*{_HOW_MANY}",
)
_THINGS = (
    r"(?:措施|政策|举措|要求|内容|支持|帮助|办法|条件|材料|资料|手续|优惠|补贴|补助|资助|奖励|待遇|规定|扶持|证件|证明"
    r"|权利|义务|责任|程序|流程|步骤"
    r"|情形|情况|行为|招|法子|处罚|后果|服务|途径|渠道|方式|方法|原则)"
)
_LIST = _matcher(
    r"怎么|怎样|如何|哪些|哪几|有何|做什么|干什么|用于什么|(?:怎么|如何|是)规定的|包括|列举|分别",
    rf"什么(?!时)(?:样的)?[^,。?是]{{0,4}}{_THINGS}|(?:准备|提交|携带|带|满足|符合|具备|注意|填写?)(?:些)?什么(?!时)",
    rf"{_THINGS}(?:都|主要|分别)*(?:是|有)什么|几(?:步|个步骤|道手续|个条件)|(?:流程|步骤|手续|程序|举措|措施|材料|条件)[?。]*$",
)
_PARTS = r"(?:部分|章节?|节|编|板块|大项)"
_DUTIES = r"(?:行动|工程|任务|专项|计划|举措|板块|重点工作|重大项目|保障措施|主要措施|重点措施)"
_PART_NAMES = (
    r"(?:(?:主要|重点|工作|目标|核心)任务|(?:重点|重大|主要)(?:工程|项目|工作|行动|举措|措施)|(?:保障|组织保障"
    r"|工作)措施|主要内容|(?:基本|工作)原则)"
)
_OUTLINE = _matcher(
    rf"分(?:为|成)?(?:了)?(?:哪)?(?:几|多少)(?:个|大)*(?:{_PARTS}|块|方面)",
    rf"(?:有|共|包括|包含|含)(?:了)?(?:哪)?(?:几|多少|哪些)(?:个|大)*(?:{_PARTS}|条){_END}",
    rf"(?:包括|包含|有|含|实施|开展|提出|部署|设置?|安排|列出?|推进|明确)(?:了)?(?:哪)?(?:几|些|哪些|多少)(?:大|个|项"
    rf"|方面|类|条)*(?:的)?"
    rf"(?:重点|主要|专项|具体|重大)?{_DUTIES}{_END}",
    rf"{_PART_NAMES}(?:都|主要|分别)*(?:有|包括|是|分|包含|含)(?:了)?(?:为)?(?:哪些|哪几|什么|几)(?:条|项|个|大|方面"
    rf"|类)*{_END}",
    rf"(?:有|包括)(?:哪些|哪几|几)(?:条|项|个|大|方面|类)*{_PART_NAMES}{_END}",
    rf"(?:^的?|文件|规划|方案|意见|办法|条例|纲要|》)(?:的)?(?:总体|整体)?(?:目录|提纲|大纲|框架|结构|章节)(?:是|有)*"
    rf"(?:什么|怎样|怎么样|哪些|如何)*(?:的)?{_END}",
)
_NUMERAL = r"[一二三四五六七八九十百千零〇两\d]+"
_CLAUSE_NUMBER = re.compile(
    rf"第\(?{_NUMERAL}\)?(?:条|款|项|章|节|编|篇|目|部分|大点|点)(?:之{_NUMERAL})?|(?:附件|附表|附录|专栏"
    rf"|表){_NUMERAL}?|\({_NUMERAL}\)"
)
_WORDING = (
    r"(?:的|是|都|里|中|到底|具体|主要|究竟)*(?:怎么|如何|怎样)?(?:规定|讲|说|写|提|管|关于|内容|原文|全文|条文)?(?:的"
    r"|了|着|到)*(?:都|又)?(?:是|有)?"
    r"(?:些)?(?:什么|哪些|怎样)?(?:样的)?(?:内容|规定|要求|事|问题|意思)?(?:的)?"
)
_ASKS_WORDING = re.compile(rf"(?:{_CLAUSE_NUMBER.pattern}){_WORDING}(?:呢|啊|呀)?(?:$|[,;?。!])")
_SHOWING = re.compile(r"原文|全文|条文|念|读|看|发|贴|展示|显示|遍|出来|给")


def kind_of(focus: str, *, places: int, references: int) -> QuestionKind:
    """The kind of a question; ``focus`` is without its place names, the numbers are those of known places and clauses.

    The documents' own data go first: 两地的规划分别是什么时候印发的 is METADATA, of several documents. LIST, TABLE and
    FACT differ in form only: 怎么 and 哪些, a value of a year or an indicator, all else. RESPONSIBLE_UNIT asks for an
    authority; a text may name it without the word 负责.
    """
    plain = _plain(focus)
    if is_small_talk(plain):
        return QuestionKind.SMALL_TALK
    if is_off_topic(plain):
        return QuestionKind.OFF_TOPIC
    if metadata_fields(plain):
        return QuestionKind.METADATA
    if references and _asks_wording(plain):
        return QuestionKind.REFERENCE
    if _compares(plain, places):
        return QuestionKind.COMPARISON
    return _kind_of_content(plain)


def _kind_of_content(plain: str) -> QuestionKind:
    if asks_units(plain):
        return QuestionKind.RESPONSIBLE_UNIT
    if _defines(plain):
        return QuestionKind.DEFINITION
    if _TABLE.search(plain):
        return QuestionKind.TABLE
    return QuestionKind.LIST if asks_list(plain) else QuestionKind.FACT


def compares_places(focus: str) -> bool:
    """Whether a question ranges over all places without naming any (哪些地方有…政策, 各地, 哪个县最高)."""
    return bool(_OVER_ALL_PLACES.search(_plain(focus)))


def asks_units(focus: str) -> bool:
    """Whether a question asks which authority or unit is responsible."""
    return bool(_UNITS.search(_plain(focus)))


def asks_responsible(focus: str) -> bool:
    """Whether a question asks who leads or answers for something, not only where one applies or who decides."""
    return bool(_ASKS_RESPONSIBLE.search(_plain(focus)))


def asks_list(focus: str) -> bool:
    """Whether a question wants several things, or how something is done, rather than a single fact."""
    return bool(_LIST.search(_plain(focus)))


def asks_outline(focus: str) -> bool:
    """Whether a question wants the parts of a document, or the items of a part: their headings in order."""
    return bool(_OUTLINE.search(_plain(focus)))


def _plain(focus: str) -> str:
    """The question in one spelling, with the spoken words for what and how in their written form."""
    return normalise(focus).replace("啥", "什么").replace("咋", "怎么")


def _compares(plain: str, places: int) -> bool:
    if places >= 2:
        return any(pattern.search(plain) for pattern in (_SIDE_BY_SIDE, _ALIKE, _JOINED))
    return bool(_OVER_ALL_PLACES.search(plain) or (places and _WITH_OTHERS.search(plain)))


def _defines(plain: str) -> bool:
    if _DEFINITION.search(plain):
        return True
    return bool(_IS_WHAT.search(plain)) and not _ATTRIBUTE_IS_WHAT.search(plain)


def _asks_wording(plain: str) -> bool:
    """Whether a question asks what a clause says, and nothing besides."""
    rest = _SHOWING.sub("", _CLAUSE_NUMBER.sub("", plain))
    return bool(_ASKS_WORDING.search(plain)) or is_too_broad(rest, scoped=True)
