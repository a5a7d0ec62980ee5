"""The terms of ``ontology/kg.ttl`` and of the vocabularies it stands on.

A test holds this module and the file against each other, both ways.
"""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType


ONTOLOGY = "https://w3id.org/persian-news-kg/ontology"
KG = f"{ONTOLOGY}#"
EVENT_TYPE = "https://w3id.org/persian-news-kg/event-type/"
ROLE = "https://w3id.org/persian-news-kg/role/"

DCTERMS = "http://purl.org/dc/terms/"
GEO = "http://www.w3.org/2003/01/geo/wgs84_pos#"
OA = "http://www.w3.org/ns/oa#"
ORG = "http://www.w3.org/ns/org#"
OWL = "http://www.w3.org/2002/07/owl#"
PROV = "http://www.w3.org/ns/prov#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SCHEMA = "https://schema.org/"
SEM = "http://semanticweb.cs.vu.nl/2009/11/sem/"
SKOS = "http://www.w3.org/2004/02/skos/core#"
TIME = "http://www.w3.org/2006/time#"
XSD = "http://www.w3.org/2001/XMLSchema#"

PREFIXES = MappingProxyType(
    {
        "dcterms": DCTERMS,
        "event": EVENT_TYPE,
        "geo": GEO,
        "kg": KG,
        "oa": OA,
        "org": ORG,
        "owl": OWL,
        "prov": PROV,
        "rdf": RDF,
        "rdfs": RDFS,
        "role": ROLE,
        "schema": SCHEMA,
        "sem": SEM,
        "skos": SKOS,
        "time": TIME,
        "xsd": XSD,
    }
)
"""The prefixes that every query may use without declaring them."""


class Class(StrEnum):
    """Classes of ``kg:``."""

    ARTICLE = f"{KG}Article"
    OUTLET = f"{KG}Outlet"
    DUPLICATE_GROUP = f"{KG}DuplicateGroup"
    MENTION = f"{KG}Mention"
    ENTITY = f"{KG}Entity"
    PERSON = f"{KG}Person"
    ORGANIZATION = f"{KG}Organization"
    PLACE = f"{KG}Place"
    FACILITY = f"{KG}Facility"
    POST = f"{KG}Post"
    ROLE = f"{KG}Role"
    EVENT_TYPE = f"{KG}EventType"
    STATEMENT = f"{KG}Statement"
    MEMBERSHIP = f"{KG}Membership"
    EVENT = f"{KG}Event"
    OCCURRENCE = f"{KG}Occurrence"
    PARTICIPATION = f"{KG}Participation"
    CASUALTY_COUNT = f"{KG}CasualtyCount"
    QUOTATION = f"{KG}Quotation"
    TIME_EXPRESSION = f"{KG}TimeExpression"
    ACTIVITY = f"{KG}Activity"
    DECISION = f"{KG}Decision"
    JUDGEMENT = f"{KG}Judgement"
    DERIVED_PROPERTY = f"{KG}DerivedProperty"
    VALUE = f"{KG}Value"


class Scheme(StrEnum):
    """SKOS schemes of ``kg:``."""

    ROLES = f"{KG}roles"
    EVENT_TYPES = f"{KG}eventTypes"


class Property(StrEnum):
    """Properties of ``kg:``."""

    TEXT = f"{KG}text"
    COPY_OF = f"{KG}copyOf"
    DENOTES = f"{KG}denotes"
    HONORIFIC = f"{KG}honorific"
    REASON = f"{KG}reason"
    ACCOUNT = f"{KG}account"
    SOURCE_COUNT = f"{KG}sourceCount"
    JUDGED = f"{KG}judged"
    COMPARED_WITH = f"{KG}comparedWith"
    COMPARED_NAME = f"{KG}comparedName"
    VERDICT = f"{KG}verdict"
    SCORE = f"{KG}score"
    DECIDED_BY = f"{KG}decidedBy"
    DECIDED_KIND = f"{KG}decidedKind"
    ACTION = f"{KG}action"
    TARGET = f"{KG}target"
    VALUE = f"{KG}value"
    ARTICLE_COUNT = f"{KG}articleCount"
    PLACE_KIND = f"{KG}placeKind"
    EVIDENCE = f"{KG}evidence"
    RULE = f"{KG}rule"
    CONFIDENCE = f"{KG}confidence"
    CONFIDENCE_THRESHOLD = f"{KG}confidenceThreshold"
    RELIABILITY = f"{KG}reliability"
    STATUS = f"{KG}status"
    POST = f"{KG}post"
    ROLE_TITLE = f"{KG}roleTitle"
    JURISDICTION = f"{KG}jurisdiction"
    AS_OF = f"{KG}asOf"
    EVENT_TYPE = f"{KG}eventType"
    TRIGGER = f"{KG}trigger"
    MODALITY = f"{KG}modality"
    TIME = f"{KG}time"
    PLACE = f"{KG}place"
    PLACE_NAME = f"{KG}placeName"
    PLACE_IS_WEAK = f"{KG}placeIsWeak"
    PARTICIPATION = f"{KG}participation"
    PARTICIPANT = f"{KG}participant"
    PART = f"{KG}part"
    CASUALTIES = f"{KG}casualties"
    CASUALTY_KIND = f"{KG}casualtyKind"
    COUNT = f"{KG}count"
    SPEAKER = f"{KG}speaker"
    SPEAKER_NAME = f"{KG}speakerName"
    SPEAKER_ROLE = f"{KG}speakerRole"
    CUE = f"{KG}cue"
    QUOTE_KIND = f"{KG}quoteKind"
    POLARITY = f"{KG}polarity"
    OCCASION = f"{KG}occasion"
    ADDRESSEE = f"{KG}addressee"
    SURFACE = f"{KG}surface"
    BEGIN = f"{KG}begin"
    END = f"{KG}end"
    JALALI = f"{KG}jalali"
    CALENDAR = f"{KG}calendar"
    PRECISION = f"{KG}precision"
    ANCHOR = f"{KG}anchor"
    DERIVATION = f"{KG}derivation"
    HOLDS_ROLE = f"{KG}holdsRole"
    HELD_ROLE = f"{KG}heldRole"
    WORKS_FOR = f"{KG}worksFor"
    SAID = f"{KG}said"
    ABOUT = f"{KG}about"
    TOOK_PLACE_IN = f"{KG}tookPlaceIn"
    TOOK_PART_IN = f"{KG}tookPartIn"


class Value(StrEnum):
    """Members of the closed sets: statuses, modalities, calendars and so on."""

    CURRENT = f"{KG}current"
    FORMER = f"{KG}former"
    ACTING = f"{KG}acting"
    ELECT = f"{KG}elect"
    ASSERTED = f"{KG}asserted"
    PLANNED = f"{KG}planned"
    DENIED = f"{KG}denied"
    HYPOTHETICAL = f"{KG}hypothetical"
    POSITIVE = f"{KG}positive"
    NEGATIVE = f"{KG}negative"
    SAME = f"{KG}same"
    DIFFERENT = f"{KG}different"
    UNSURE = f"{KG}unsure"
    DIRECT = f"{KG}direct"
    INDIRECT = f"{KG}indirect"
    JALALI_CALENDAR = f"{KG}jalaliCalendar"
    GREGORIAN_CALENDAR = f"{KG}gregorianCalendar"
    HIJRI_CALENDAR = f"{KG}hijriCalendar"
    MINUTE = f"{KG}minute"
    DAY = f"{KG}day"
    WEEK = f"{KG}week"
    MONTH = f"{KG}month"
    SEASON = f"{KG}season"
    YEAR = f"{KG}year"
    DECADE = f"{KG}decade"
    CENTURY = f"{KG}century"
    ABSOLUTE_ANCHOR = f"{KG}absoluteAnchor"
    PUBLICATION_ANCHOR = f"{KG}publicationAnchor"
    ARTICLE_ANCHOR = f"{KG}articleAnchor"
    WEEKDAY_ANCHOR = f"{KG}weekdayAnchor"
    NONE_ANCHOR = f"{KG}noneAnchor"
