"""Questions that no document answers: talk, orders meant for another program, and questions without a topic.

All rules err on the side of asking the documents: a policy may be on weather warnings, on share options, on cooks. So
talk and orders are known by the form of the whole question, never by a word of it.
"""

import re

from assistant.indexing.tokens import normalise

_MOST_CHARACTERS_OF_TALK = 24
_SIGNS = re.compile(r"[^0-9a-z一-鿿]+")
_REPEATED = re.compile(r"(.)\1{2,}")
_COURTESY = r"(?:请问|请|麻烦|能不能|能否|可不可以|可以|你|您|帮我|帮忙|给我|替我|为我|帮|给|再|来)*"

# An order asks nothing: 写一首歌能申请版权吗 is a question.
_ORDER = rf"^{_COURTESY}(?!.*(?:多少|怎么|如何|怎样|谁|什么|哪|要不要|是否|需要|能|可以|算|[犯违合]法|[有要][^,。]*吗))"

# Each alternation is tried from the left, and what it takes it keeps: longer forms stand first.
_GREETINGS = (
    r"(?:你们|大家|早上|上午|中午|下午|晚上|您|你)好|hello|hey|hi|嗨|哈喽|哈啰|嘿|喂|有人(?:在)?吗|在(?:不在|吗|么)"
    r"|早安|晚安"
)
_THANKS = (
    r"(?:非常|十分|太|真心|真的)?(?:感谢|谢谢|多谢|谢(?=[啦了]))(?:你们|您|你)?(?:的(?:帮助|回答|解答))?|thankyou|thanks|thx|(?:您"
    r"|你)?辛苦"
)
_PARTINGS = (
    r"再见|拜拜|回见|goodbye|byebye|bye|没事|没问题|不用|不客气|知道|明白|收到|了解了|懂了|好的|好吧|okay|ok|好|行|嗯"
    r"|哦|噢|哈|呵"
)
_SELF = (
    r"(?:你|您)(?:到底|究竟)?(?:是|叫)(?:谁|哪位|什么|啥)(?:名字|模型|东西|人|程序|系统|公司)?(?:开发|研发|训练|创造"
    r"|设计|制作|做)?的?"
    r"|(?:你|您)?(?:都)?(?:能|会|可以)(?:帮我|为我|回答|做|干|帮)*(?:些|点)?(?:什么|啥|哪些)(?:问题|事情|事|忙)?"
    r"(?=[呢呀啊]?$)"
    r"|(?:你|您)(?:都)?有(?:什么|哪些|啥)(?:功能|本事|能力|用处|用)"
    r"|(?:你|您)是(?:不是)?(?:一个|个)?(?:机器人|人工智能|ai|真人|人类|chatgpt|gpt|大模型|deepseek)(?:吗|么)?"
    r"|(?:怎么|如何|怎样)(?:使用|用)(?:你|您|这个系统|本系统|这个助手)"
    r"|(?:请)?(?:你)?(?:自我介绍|介绍一下(?:你|您)?自己)|(?:你|您)(?:今年)?几岁|(?:你|您)吃饭了吗"
)
_OPINIONS = (
    r"(?:(?:你|您|系统|助手)(?:真|太|好|很|非常|挺|特别)?|真|太|很|非常|挺)(?:的)?"
    r"(?:厉害|聪明|好用|不错|优秀|可爱|差劲|垃圾|没用|难用|智障|弱智|讨厌|恶心|棒|牛|赞|笨|蠢|傻|烂)(?:极|死)?"
    r"|什么(?:破|鬼|烂|垃圾)(?:玩意|东西|系统)?|傻逼|sb|滚|去死|妈的|卧槽|胡说八道|胡说|答非所问|废话"
)
_TESTS = (
    r"test(?:ing)?|测试(?:测试|一下|下|中|\d+)?(?=$)|试试|试一下|随便问问|asdf?(?:gh)?|qwer(?:ty)?|abc|123(?:4(?:56"
    r"(?:789)?)?)?(?=$)"
)
_TALK = re.compile(
    rf"(?:(?:{_SELF}|{_GREETINGS}|{_THANKS}|{_OPINIONS}|{_PARTINGS}|{_TESTS})(?:[了啊呀吧呢啦嘛么])*+)++|([0-9a-z])\1*"
)

_WORKS = (
    r"(?:诗歌?|作文|小说|故事|情书|散文|段子|笑话|歌词?|歌曲|剧本|请假条|辞职信|检讨书?|对联|情话|祝福语?|朋友圈|童话"
    r"|日记|读后感)"
)
_LANGUAGES = r"(?:英语|英文|日语|日文|法语|德语|俄语|韩语|中文|文言文|粤语|西班牙语)"
_DISHES = (
    r"(?:(?:红烧|清蒸|糖醋|爆炒|清炒|凉拌|水煮|宫保|鱼香|油焖|干锅|麻婆|番茄|西红柿|可乐)[^,。?]{1,4}|蛋炒饭|饺子|馒头"
    r"|火锅底料|蛋糕|臭豆腐|土豆丝|鸡翅|排骨)(?:在家)?"
)
_NOW = r"(?:今天|今晚|明天|明晚|后天|昨天|昨晚|这周末|周末|这周|本周|下周|现在|最近|这几天|未来几天)"
_GAMES = r"(?:世界杯|欧洲杯|欧冠|英超|西甲|意甲|中超|nba|cba|奥运会|总决赛|亚洲杯)"
_OFF_TOPIC = tuple(
    re.compile(pattern)
    for pattern in (
        # Orders to write, draw, sing, translate.
        rf"{_ORDER}(?:写|作|编|创作|生成|讲|说)(?:一|几|两)?(?:首|篇|个|段|封|则|副|条|张)[^,。?]{{0,20}}{_WORKS}"
        rf"(?:吧|呗|听听|看看)?(?:$|[,。!?])",
        rf"{_ORDER}(?:写|作|赋|创作)(?:一|几|两)?首",
        rf"{_ORDER}用(?:python|java|c\+\+|c语言|javascript|sql|go|rust)(?:语言)?(?:写|编|实现)",
        rf"{_ORDER}讲(?:笑话|故事)(?:$|[,。!?])",
        rf"{_ORDER}(?:写|编写?|生成)(?:一|几)?(?:个|段|些)[^,。?]{{0,12}}(?:代码|脚本|程序|函数|算法)",
        rf"{_ORDER}画(?:一|几)?(?:张|幅|只|个|条|朵)",
        rf"^{_COURTESY}(?:唱|放|播放|来)(?:一)?(?:首|点|个)?(?:歌|音乐|曲子)(?:$|[,。!?])",
        rf"^{_COURTESY}(?:把|将)?(?:(?:下面|以下|上面)的?(?:这|那)?|这|那)(?:一)?(?:段|句|个|篇|些)?(?:的)?(?:话|文字"
        rf"|文章|句子|内容|单词)?"
        rf"(?:翻译|译)(?:成|为)?{_LANGUAGES}?(?:一下)?(?:$|[:,。!?])",
        rf"^{_COURTESY}翻译(?:一下|成{_LANGUAGES})?(?::|(?:这|下面|以下|上面)[^,。?]{{0,8}}$)",
        rf"(?:用{_LANGUAGES}(?:怎么|如何)(?:说|写|讲)|{_LANGUAGES}怎么(?:说|写|讲)[?。]?$)",
        # Sums, the clock, the weather.
        r"^[\d.]+(?:(?:加上?|减去?|乘以?|除以?|[-+*/x×÷])[\d.]+)+(?:=|等于|是)?(?:几|多少)?[?=。]*$",
        r"^(?:请问)?(?:今天|明天|后天|昨天)(?:是)?(?:星期几|周几|礼拜几|几月几[号日]|几号|什么日子"
        r"|什么节日)[了啊呢]?[?。]*$",
        r"^(?:请问)?(?:现在|此刻|北京时间|时间)(?:是)?(?:几点|什么时间)(?:钟)?[了啊呢]?[?。]*$",
        rf"^(?:请问)?{_NOW}(?:的)?(?:天气|气温|温度)(?:怎么样|如何|怎样|好吗|好不好|预报|多少度?)?[啊呢]?[?。]*$",
        rf"^(?:请问)?{_NOW}(?:会不会|会|要)?(?:下雨|下雪|降温|刮风|(?:要|用|需要)?带伞)(?:吗|不)?[?。]*$",
        # Games, shares, food, leisure, first aid.
        rf"{_GAMES}[^,。?]{{0,6}}(?:冠军是?(?:谁|哪)|谁(?:赢|夺冠)|比分(?:是|多少|如何|怎么样|[?。]*$)|哪个队)",
        rf"^{_NOW}?谁(?:赢|拿)(?:了|下了?)[^,。?]{{0,6}}(?:比赛|决赛|冠军)[?。]*$",
        rf"^{_COURTESY}推荐(?:一下|几|一|点|些|哪)?(?:只|支|部|首|本|款|家|个)?(?:[^,。?]{{1,4}}的)?[^,。?]{{0,2}}"
        r"(?:股票|基金|电影|电视剧|小说|歌曲?|游戏|餐厅|手机)[?。]*$",
        r"(?:^|,)推荐(?:几|一|两)[部首](?:片子|片|看看|听听)?[?。]*$",
        rf"^[^,。?]{{0,8}}{_NOW}(?:的)?(?:股市|股价|大盘|a股|比特币|金价)[^,。?]{{0,6}}(?:涨|跌|多少|怎么样|如何"
        rf"|行情)[^,。?]{{0,4}}[?。]*$",
        rf"^{_COURTESY}{_DISHES}(?:怎么|如何|怎样)(?:做|烧|炒|煮|蒸|炖|炸|烤|腌)(?:(?:才|能|更|会)[^,。?]{{1,8}})?"
        rf"(?:好吃)?[?。]*$",
        rf"{_DISHES}的做法[?。]*$",
        rf"^(?:怎么|如何|怎样)(?:烹饪|做|烧|炒|煮|蒸|炖){_DISHES}(?:好吃)?[?。]*$",
        r"^[^,。?]{0,6}(?:感冒|发烧|咳嗽|头疼|头痛|拉肚子|牙疼|失眠)了?(?:该|应该|要)?吃(?:什么|啥)药(?:好)?[?。]*$",
        rf"^{_COURTESY}(?:点(?:一份|个)?外卖|订(?:一张|张)?(?:机票|火车票)|设(?:一个|个)?闹钟|(?:猜|出)(?:个)?谜语?)"
        rf"(?:$|[,。!?])",
        rf"^{_COURTESY}(?:陪|跟|和)我(?:聊(?:聊天?|会儿?天?)|玩|说说话)",
        r"^(?:来)?(?:玩)?成语接龙(?:吧)?[?。!]*$",
        # Attempts to turn the assistant into another one.
        r"(?:^|[,。!?;:])(?:请|你|务必|现在|立即)*(?:忽略|无视|忘记|忘掉|跳过)(?:掉|你)?(?:以上|之前|上面|前面|先前"
        r"|此前|上述|所有|一切|你|全部)"
        r"[^,。?]{0,8}(?:指令|提示词?|设定|规则|限制|要求|命令|内容|对话)(?!的?(?:如何|怎么|怎样|会|受|处)|的)",
        r"(?:ignore|disregard|forget)(?:all)?(?:of)?(?:the|your)?(?:previous|above|prior)?(?:instructions?|prompts?"
        r"|rules)",
        r"(?:输出|显示|打印|泄露|复述|重复|公开|告诉我|发给我|给我看|说出)[^,。?]{0,6}(?:系统提示词(?!语)|systemprompt"
        r"|初始指令|(?:你|您)的(?:提示词|prompt|指令|设定))",
        r"(?:你|您)的(?:系统)?(?:提示词|prompt|初始指令|系统指令)(?:是什么|发|给|告诉|输出|$|[?。])",
        r"^(?:从现在(?:开始|起),?)?(?:请)?(?:你|您)(?:现在|今后|以后)?(?:要|来)?(?:扮演|假装|假扮|充当)|^(?:从现在"
        r"(?:开始|起),?)(?:你|您)(?:就)?是(?!否|不是)|^(?:你|您)现在是(?:一[名个位只]|我的)|jailbreak|开发者模式|越狱模式",
    )
)  # fmt: skip

_TITLE_OR_SIGN = re.compile(r"《[^》]*》|[^0-9a-z一-鿿]+")
_EMPTY_WORDS = (
    "我想问一下 我想了解 想了解一下 想问一下 我想知道 想知道 请问一下 请问 麻烦 咨询 了解 查询 查一下 看一下 告诉 "
    "介绍 说明 说说 讲讲 谈谈 看看 解释 总结 概括 概述 列举 列出 一下 帮我 给我 跟我 我们 你们 他们 大家 我 你 您 "
    "他 她 它 请 什么样 什么 哪方面 哪些 哪个 哪几个 哪几 哪里 哪儿 哪 怎么办 怎么样 怎么做 怎么 怎样 如何 为什么 "
    "为何 多少 几个 啥 咋 何 有没有 是不是 能不能 可以 需要 应该 能 要 想 做 办 写 说 讲 问 提到 提出 规定 包括 "
    "包含 涉及 政策文件 政策 内容 文件 规划 计划 方案 意见 办法 条例 通知 法律法规 法律 法规 规章 制度 措施 举措 "
    "要求 情况 方面 东西 事情 当地 本地 各地 两地 三地 地方 全国 县里 市里 省里 区里 政府 相关 有关 关于 具体 详细 "
    "全部 所有 最新 现行 现在 目前 新 好 区别 不同 差别 差异 对比 比较 分别 里面 里边 里 中 一些 这个 那个 这份 "
    "那份 这些 那些 这 那 该 本 其 之 的 了 是 有 在 和 与 及 或 对 吗 呢 啊 吧 呀 么 嘛 个 些 都 也 还 就 又 再 "
    "把 从 跟 呗 过 着 哦 一"
)
# They name a part of most documents, or of most procedures: a topic only where the document is known.
_HEADING_WORDS = (
    "总体要求 总体目标 总体思路 主要目标 发展目标 工作目标 目标任务 主要任务 重点任务 工作任务 重点工作 重点工程 "
    "主要内容 主要措施 工作措施 保障措施 组织实施 指导思想 基本原则 工作原则 发展思路 目标 任务 原则 工程 部分 "
    "行动 分 章 节 项 条 几 注意事项 事项 注意 标准 材料 条件 流程 程序 手续 申请 办理 金额 时间 期限 多少钱 "
    "补多少钱 补多少 罚多少钱 罚多少 交多少钱 交多少"
)


def _any_of(words: str) -> re.Pattern[str]:
    return re.compile("|".join(sorted(words.split(), key=lambda word: (-len(word), word))))


_EMPTY = _any_of(_EMPTY_WORDS)
_HEADINGS = _any_of(_HEADING_WORDS)


def is_small_talk(focus: str) -> bool:
    """Whether the whole question is greeting, thanks, farewell, praise, abuse, a test, or about the assistant."""
    plain = _REPEATED.sub(r"\1\1", _SIGNS.sub("", normalise(focus)))
    return 0 < len(plain) <= _MOST_CHARACTERS_OF_TALK and bool(_TALK.fullmatch(plain))


def is_off_topic(focus: str) -> bool:
    """Whether the question has a form in which nobody asks for a policy: an order to another program, the weather."""
    plain = normalise(focus)
    return any(pattern.search(plain) for pattern in _OFF_TOPIC)


def is_too_broad(focus: str, *, scoped: bool) -> bool:
    """Whether nothing is left of a question (有什么政策？) without what asks and what any document is called.

    ``scoped``: a place or a document is named, so that the name of a part (主要任务) says enough. Titles in 《》 choose
    the document and say nothing of what is asked.
    """
    plain = _TITLE_OR_SIGN.sub("", normalise(focus))
    # 主要内容 is a heading, 内容 alone is none: headings go first, or stay for good.
    kept = plain if scoped else _HEADINGS.sub("", plain)
    return not _EMPTY.sub("", kept)
