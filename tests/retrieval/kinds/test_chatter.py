"""Questions that no document answers, and their neighbours that one does."""

import pytest

from assistant.retrieval.kinds.chatter import is_off_topic, is_small_talk, is_too_broad

FIT = """
    养犬要办证吗？
    你好，请问养犬要办证吗？
    谢谢，那第二条呢？
    写作比赛有奖励吗？
    如何写申请书？
    论文发表有奖励吗？
    帮我写一份申请补贴的材料
    请把申请材料翻译成英文由谁负责？
    把外文证书翻译成中文要公证吗？
    翻译人员有津贴吗？
    举办马拉松赛事有补贴吗？
    获得世界杯冠军奖励多少钱？
    高温天气停工有工资吗？
    恶劣天气预警由谁发布？
    天气灾害保险有补贴吗？
    股票期权怎么交税？
    上市公司股票质押有什么规定？
    厨师烹饪培训补贴多少？
    餐饮油烟怎么处理？
    火锅店怎么办证？
    卤肉作坊怎么做登记？
    今天起施行吗？
    今天交社保几号到账？
    用人单位忽略安全规定怎么处罚？
    忽略上述要求的如何处理？
    系统提示词语过滤有什么要求？
    程序开发外包能退税吗？
    计算机软件怎么登记著作权？
    电影拍摄有补贴吗？
    推荐电影参评有什么条件？
    民歌传承人有什么补助？
    讲故事比赛有经费吗？
    12345是什么热线？
    12315
    测试机构需要什么资质？
    现在几点以后不能施工？
    你们对农民工有什么政策？
    感冒药可以报销吗？
    画家村有扶持吗？
    演出要不要审批？
    扮演警察诈骗怎么处罚？
    1个人可以开几家公司？
    3个月内要缴费吗？
    再见面礼金算贿赂吗？
    垃圾怎么分类？
    写一首歌能申请版权吗？
    写一篇小说被抄袭了怎么办？
    画一条停车线要审批吗？
    用Python写一个爬虫犯法吗？
    世界杯比分竞猜算赌博吗？
    从现在开始你们是不是不收材料费了？
    帮我查一下养犬登记要多少钱
    讲故事的志愿者有补贴吗？
    再问一下养犬登记
    你好，谢谢，我想问公租房
    生成式人工智能写的代码算作品吗？
    播放音乐扰民怎么处罚？
    明天开始的封路通告有效吗？
    现在的金融政策怎么支持小微企业？
    最近的股市开户要求是什么？
    垃圾
    流浪猫咬伤人谁赔？
    谢师宴禁止吗？
    角色扮演游戏版号怎么申请？
    机器人产业有什么支持？
    人工智能模型备案有什么要求？
    外卖平台怎么监管？
    订机票退费纠纷找谁？
    写字楼空置有补贴吗？
    诗词大赛
    笑话他人隐私违法吗？
    天气
""".split("\n")


@pytest.mark.parametrize("focus", [line.strip() for line in FIT if line.strip()])
def test_what_a_document_may_answer_is_neither_small_talk_nor_off_topic(focus: str):
    assert (is_small_talk(focus), is_off_topic(focus), is_too_broad(focus, scoped=False)) == (False, False, False)


@pytest.mark.parametrize(
    "focus",
    [
        "有什么政策？",
        "规定了什么？",
        "介绍一下",
        "的政策有哪些",
        "说说文件内容",
        "政策",
        "有哪些规定？",
        "讲讲这个文件",
        "的文件",
        "有什么好政策吗？",
        "这里面写了什么？",
        "请问你们都有哪些政策文件？",
        "怎么规定的？",
        "跟我说说",
        "有哪些要求？",
        "怎么办？",
        "两地有什么区别？",
        "各地的政策有什么不同？",
        "我想了解一下相关政策",
        "？",
    ],
)
@pytest.mark.parametrize("scoped", [True, False])
def test_too_broad_even_with_a_place_or_a_document(focus: str, scoped: bool):
    assert is_too_broad(focus, scoped=scoped)


@pytest.mark.parametrize(
    "focus",
    [
        "主要目标是什么？",
        "总体要求是什么？",
        "有哪些保障措施？",
        "主要任务有哪些？",
        "指导思想",
        "的基本原则",
        "分哪几部分？",
        "重点工程有哪些？",
        "发展目标是什么",
        "主要内容有哪些？",
        "有哪些奖励和处罚？",
    ],
)
def test_a_heading_is_enough_where_a_place_or_a_document_is_named(focus: str):
    assert not is_too_broad(focus, scoped=True)


@pytest.mark.parametrize(
    "focus", ["主要目标是什么？", "总体要求是什么？", "有哪些保障措施？", "主要任务有哪些？", "分哪几部分？"]
)
def test_a_heading_alone_names_no_topic(focus: str):
    assert is_too_broad(focus, scoped=False)


@pytest.mark.parametrize(
    "focus",
    [
        "养犬",
        "专利",
        "有什么补贴？",
        "怎么落户？",
        "文号是多少？",
        "什么时候施行？",
        "养老政策有哪些？",
        "公积金",
        "国企",
        "的士",
        "由谁牵头？",
        "谁来负责？",
        "第十二条规定了什么？",
        "创业政策",
        "电话",
        "说明书要写什么？",
        "规划许可怎么办？",
        "政策性保险",
        "责任单位有哪些？",
        "内容审核有什么要求？",
    ],
)
@pytest.mark.parametrize("scoped", [True, False])
def test_any_topic_is_enough(focus: str, scoped: bool):
    assert not is_too_broad(focus, scoped=scoped)
