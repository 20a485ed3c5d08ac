"""The words of the pages about things of the base, in Chinese and English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from yidi.names import DCTERMS, RDF, RDFS, SKOS

__all__ = ["STANDARD", "WORDS"]

OWL: Final = "http://www.w3.org/2002/07/owl#"

WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "zh": {
        "other": "English",
        "other-code": "en",
        "said": "内容",
        "pointing": "被以下内容引用",
        "count": "共 {count} 处",
        "shown": "共 {count} 处，列出前 {most} 处",
        "formats": "其他格式",
        "home": "首页",
        "ontology": "全部术语",
        "classes": "类",
        "properties": "属性",
        "datatypes": "数据类型",
    },
    "en": {
        "other": "中文",
        "other-code": "zh",
        "said": "What is said",
        "pointing": "Named by",
        "count": "{count} in all",
        "shown": "{count} in all; the first {most} are listed",
        "formats": "Other forms",
        "home": "Home",
        "ontology": "All terms",
        "classes": "Classes",
        "properties": "Properties",
        "datatypes": "Datatypes",
    },
}

_STANDARD: Final = {
    RDF + "type": ("类型", "type"),
    RDFS + "label": ("名称", "label"),
    RDFS + "domain": ("所属的类", "domain"),
    RDFS + "range": ("取值的类", "range"),
    RDFS + "subClassOf": ("上位类", "kind of"),
    RDFS + "subPropertyOf": ("上位属性", "kind of property"),
    RDFS + "Datatype": ("数据类型", "Datatype"),
    SKOS + "definition": ("定义", "definition"),
    SKOS + "editorialNote": ("编者注", "editorial note"),
    SKOS + "scopeNote": ("适用说明", "scope note"),
    SKOS + "inScheme": ("所属代码表", "in code list"),
    SKOS + "broader": ("上位代码", "broader"),
    SKOS + "notation": ("编号", "notation"),
    SKOS + "closeMatch": ("相近术语", "close match"),
    SKOS + "Concept": ("代码", "Code"),
    SKOS + "ConceptScheme": ("代码表", "Code list"),
    DCTERMS + "isPartOf": ("所属文件", "part of"),
    DCTERMS + "issued": ("发布日期", "issued"),
    DCTERMS + "publisher": ("发布机构", "publisher"),
    DCTERMS + "identifier": ("文号", "number"),
    DCTERMS + "source": ("来源", "source"),
    DCTERMS + "hasVersion": ("版本", "version"),
    DCTERMS + "license": ("许可", "licence"),
    DCTERMS + "creator": ("作者", "creator"),
    OWL + "Ontology": ("本体", "Ontology"),
    OWL + "Class": ("类", "Class"),
    OWL + "ObjectProperty": ("对象属性", "Property with things as values"),
    OWL + "DatatypeProperty": ("数据属性", "Property with literals as values"),
    OWL + "AnnotationProperty": ("注释属性", "Property with any value"),
    OWL + "FunctionalProperty": ("单值属性", "Property with one value"),
    OWL + "versionInfo": ("版本", "version"),
    OWL + "equivalentClass": ("等价于", "the same as"),
    OWL + "onProperty": ("属性", "on property"),
    OWL + "someValuesFrom": ("有取值属于", "some value among"),
    OWL + "hasValue": ("取值为", "has value"),
    OWL + "oneOf": ("取自", "one of"),
    OWL + "intersectionOf": ("同时属于", "all of"),
    OWL + "members": ("成员", "members"),
    OWL + "Restriction": ("限制", "Restriction"),
    OWL + "AllDisjointClasses": ("互不相交的类", "Classes that never coincide"),
    "http://www.w3.org/ns/prov#wasDerivedFrom": ("依据", "derived from"),
    "http://purl.org/vocab/vann/preferredNamespacePrefix": ("前缀", "prefix"),
    "http://purl.org/vocab/vann/preferredNamespaceUri": ("命名空间", "namespace"),
}
STANDARD: Final[Mapping[str, Mapping[str, str]]] = {iri: {"zh": zh, "en": en} for iri, (zh, en) in _STANDARD.items()}
"""Labels of the terms of the W3C and Dublin Core that the base uses and does not describe."""
