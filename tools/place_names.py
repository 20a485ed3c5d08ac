"""English names of Chinese administrative divisions: pinyin, with the kind of division translated."""

from __future__ import annotations

from pypinyin import lazy_pinyin, load_single_dict

PROVINCES = {
    "11": "Beijing", "12": "Tianjin", "13": "Hebei Province", "14": "Shanxi Province",
    "15": "Inner Mongolia Autonomous Region", "21": "Liaoning Province", "22": "Jilin Province",
    "23": "Heilongjiang Province", "31": "Shanghai", "32": "Jiangsu Province", "33": "Zhejiang Province",
    "34": "Anhui Province", "35": "Fujian Province", "36": "Jiangxi Province", "37": "Shandong Province",
    "41": "Henan Province", "42": "Hubei Province", "43": "Hunan Province", "44": "Guangdong Province",
    "45": "Guangxi Zhuang Autonomous Region", "46": "Hainan Province", "50": "Chongqing",
    "51": "Sichuan Province", "52": "Guizhou Province", "53": "Yunnan Province",
    "54": "Tibet Autonomous Region", "61": "Shaanxi Province", "62": "Gansu Province",
    "63": "Qinghai Province", "64": "Ningxia Hui Autonomous Region",
    "65": "Xinjiang Uygur Autonomous Region", "71": "Taiwan Province", "81": "Hong Kong", "82": "Macao",
}  # fmt: skip

# The kind of division, the longest ending first. The city of a prefecture is named without "City".
KINDS = {
    "自治州": "Autonomous Prefecture", "自治县": "Autonomous County", "自治旗": "Autonomous Banner",
    "联合旗": "United Banner", "地区": "Prefecture", "新区": "New Area", "矿区": "Mining District",
    "特区": "Special District", "左旗": "Left Banner", "右旗": "Right Banner", "前旗": "Front Banner",
    "中旗": "Middle Banner", "后旗": "Rear Banner", "盟": "League", "旗": "Banner", "县": "County",
    "区": "District", "市": "City",
}  # fmt: skip

# What may stand between the name and the kind: the peoples and the wings of the Mongol banners.
QUALIFIERS = {
    "左翼": "Left Wing", "右翼": "Right Wing", "各族": "Various Nationalities", "保安族": "Bonan",
    "布依族": "Bouyei", "布朗族": "Blang", "朝鲜族": "Korean", "傣族": "Dai", "达斡尔族": "Daur",
    "侗族": "Dong", "东乡族": "Dongxiang", "独龙族": "Derung", "鄂伦春": "Oroqen", "鄂温克族": "Evenki",
    "仡佬族": "Gelao", "哈尼族": "Hani", "哈萨克族": "Kazakh", "哈萨克": "Kazakh", "回族": "Hui",
    "景颇族": "Jingpo", "柯尔克孜": "Kyrgyz", "拉祜族": "Lahu", "黎族": "Li", "傈僳族": "Lisu",
    "满族": "Manchu", "毛南族": "Maonan", "蒙古族": "Mongol", "蒙古": "Mongol", "苗族": "Miao",
    "仫佬族": "Mulao", "纳西族": "Naxi", "怒族": "Nu", "普米族": "Pumi", "羌族": "Qiang",
    "撒拉族": "Salar", "畲族": "She", "水族": "Sui", "塔吉克": "Tajik", "土家族": "Tujia", "土族": "Tu",
    "佤族": "Va", "锡伯": "Xibe", "瑶族": "Yao", "彝族": "Yi", "裕固族": "Yugur", "藏族": "Tibetan",
    "白族": "Bai", "壮族": "Zhuang",
}  # fmt: skip

# Names that are not put together of parts.
WHOLE = {
    "中华人民共和国": "People's Republic of China", "兴安盟": "Hinggan League",
    "清新区": "Qingxin District", "沈北新区": "Shenbei New District",
    "神农架林区": "Shennongjia Forestry District",
}  # fmt: skip

# Customary spellings of names that are not Chinese, and readings that pypinyin does not know as places.
SPELLINGS = {
    "呼和浩特": "Hohhot", "鄂尔多斯": "Ordos", "呼伦贝尔": "Hulunbuir", "巴彦淖尔": "Bayannur",
    "乌兰察布": "Ulanqab", "锡林郭勒": "Xilingol", "阿拉善": "Alxa",
    "科尔沁": "Horqin", "白云鄂博": "Bayan Obo", "哈尔滨": "Harbin", "齐齐哈尔": "Qiqihar",
    "拉萨": "Lhasa", "日喀则": "Shigatse", "昌都": "Qamdo", "林芝": "Nyingchi", "那曲": "Nagqu",
    "阿里": "Ngari", "乌鲁木齐": "Urumqi", "克拉玛依": "Karamay", "吐鲁番": "Turpan",
    "博尔塔拉": "Bortala", "巴音郭楞": "Bayingolin", "阿克苏": "Aksu", "克孜勒苏": "Kizilsu",
    "喀什": "Kashgar", "和田": "Hotan", "伊犁": "Ili", "阿勒泰": "Altay",
    "朝阳": "Chaoyang", "大城": "Daicheng", "单": "Shan", "浚": "Xun", "漯河": "Luohe", "召陵": "Shaoling",
    "长子": "Zhangzi", "洪洞": "Hongtong", "繁峙": "Fanshi", "万柏林": "Wanbailin", "珲春": "Hunchun",
    "闵行": "Minhang", "六合": "Luhe", "枞阳": "Zongyang", "涡阳": "Guoyang", "蚌山": "Bengshan",
    "马尾": "Mawei", "佛冈": "Fogang", "佛坪": "Foping", "龙圩": "Longxu", "覃塘": "Qintang",
    "荥经": "Yingjing", "蔚": "Yu", "浪卡子": "Langkazi", "称多": "Chenduo", "南乐": "Nanle", "民乐": "Minle",
    "伽师": "Jiashi",
}  # fmt: skip

# Characters that are read in one way in nearly all place names.
READINGS = {"长": "cháng", "都": "dū", "勒": "lè", "什": "shí", "朝": "cháo", "曾": "zēng"}
load_single_dict({ord(character): reading for character, reading in READINGS.items()})


def spelling(name: str) -> str:
    """Return the spelling of a bare name, such as Xi'an."""
    if name in SPELLINGS:
        return SPELLINGS[name]
    first, *rest = lazy_pinyin(name, v_to_u=True)
    return (first + "".join(f"'{part}" if part[0] in "aoe" else part for part in rest)).capitalize()


def english(name: str, code: str) -> str:
    """Return the English name of a division, such as Donghu District."""
    if name in WHOLE:
        return WHOLE[name]
    if code.endswith("0000"):
        return PROVINCES[code[:2]]
    ending = next(end for end in KINDS if name.endswith(end) and name != end)
    words = [] if ending == "市" and code.endswith("00") else [KINDS[ending]]
    base = name.removesuffix(ending)
    while base and (qualifier := next((q for q in QUALIFIERS if base.endswith(q)), None)):
        words.insert(0, QUALIFIERS[qualifier])
        base = base.removesuffix(qualifier)
    return " ".join([spelling(base), *words] if base else words)
