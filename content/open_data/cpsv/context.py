"""The words of our JSON-LD and what they mean. They stand in every document: nobody has to fetch them."""

from typing import Any

from content.open_data.identifiers import term

Node = dict[str, Any]

PREFIXES = {
    "adms": "http://www.w3.org/ns/adms#",
    "cpsv": "http://purl.org/vocab/cpsv#",
    "cv": "http://data.europa.eu/m8g/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "locn": "http://www.w3.org/ns/locn#",
    "org": "http://www.w3.org/ns/org#",
    "schema": "http://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "time": "http://www.w3.org/2006/time#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
CLASSES = {
    "Address": "locn:Address",
    "Agent": "foaf:Agent",
    "Catalog": "dcat:Catalog",
    "Channel": "cv:Channel",
    "Concept": "skos:Concept",
    "ConceptScheme": "skos:ConceptScheme",
    "ContactPoint": "cv:ContactPoint",
    "Cost": "cv:Cost",
    "Dataset": "dcat:Dataset",
    "Distribution": "dcat:Distribution",
    "Document": "foaf:Document",
    "Event": "cv:Event",
    "Evidence": "cv:Evidence",
    "EvidenceType": "cv:EvidenceType",
    "LegalResource": "eli:LegalResource",
    "LifeEvent": "cv:LifeEvent",
    "LinguisticSystem": "dct:LinguisticSystem",
    "Location": "dct:Location",
    "OpeningHoursSpecification": "schema:OpeningHoursSpecification",
    "Organization": "org:Organization",
    "Output": "cv:Output",
    "Participation": "cv:Participation",
    "PublicOrganisation": "cv:PublicOrganisation",
    "PublicService": "cpsv:PublicService",
    "Requirement": "cv:Requirement",
    "TemporalEntity": "time:TemporalEntity",
}
SAID = {
    "altLabel": "skos:altLabel",
    "description": "dct:description",
    "fullAddress": "locn:fullAddress",
    "name": "dct:title",
    "postName": "locn:postName",
    "prefLabel": "skos:prefLabel",
    "thoroughfare": "locn:thoroughfare",
}
"""Texts by language: {"en": "…", "cy": "…"}."""
LINKS = {
    "accessURL": "dcat:accessURL",
    "address": "locn:address",
    "availabilityRestriction": "cv:specialOpeningHoursSpecification",
    "conformsTo": "dct:conformsTo",
    "contactPage": "cv:contactPage",
    "contactPoint": "cv:contactPoint",
    "currency": "cv:currency",
    "dataset": "dcat:dataset",
    "dayOfWeek": "schema:dayOfWeek",
    "distribution": "dcat:distribution",
    "downloadURL": "dcat:downloadURL",
    "hasChannel": "cv:hasChannel",
    "hasCompetentAuthority": "cv:hasCompetentAuthority",
    "hasCost": "cv:hasCost",
    "hasInput": "cpsv:hasInput",
    "hasInputType": "cv:hasInputType",
    "hasLegalResource": "cv:hasLegalResource",
    "hasParticipant": "cv:hasParticipant",
    "hasParticipation": "cv:hasParticipation",
    "hasRelatedService": "cv:hasRelatedService",
    "holdsRequirement": "cv:holdsRequirement",
    "homepage": "foaf:homepage",
    "ifAccessedThrough": "cv:ifAccessedThrough",
    "inScheme": "skos:inScheme",
    "isConformantTo": "dct:conformsTo",
    "isDefinedBy": "cv:isDefinedBy",
    "isGroupedBy": "cv:isGroupedBy",
    "isPartOf": "dct:isPartOf",
    "landingPage": "dcat:landingPage",
    "language": "dct:language",
    "license": "dct:license",
    "mediaType": "dcat:mediaType",
    "openingHours": "cv:openingHours",
    "openingHoursSpecification": "schema:openingHoursSpecification",
    "ownedBy": "cv:ownedBy",
    "page": "foaf:page",
    "produces": "cpsv:produces",
    "publisher": "dct:publisher",
    "relatedService": "cv:relatedService",
    "requires": "dct:requires",
    "role": "cv:role",
    "source": "dct:source",
    "spatial": "dct:spatial",
    "status": "adms:status",
    "thematicArea": "cv:thematicArea",
    "type": "dct:type",
}
VALUES = {
    "hasValue": ("cv:hasValue", "xsd:double"),
    "modified": ("dct:modified", "xsd:dateTime"),
    "opens": ("schema:opens", "xsd:time"),
    "closes": ("schema:closes", "xsd:time"),
    "processingTime": ("cv:processingTime", "xsd:duration"),
}
PLAIN = {
    "hasEmail": "cv:email",
    "hasTelephone": "cv:telephone",
    "identifier": "dct:identifier",
    "lat": "geo:lat",
    "long": "geo:long",
    "notation": "skos:notation",
    "postCode": "locn:postCode",
    "addressId": "locn:addressId",
}
OWN_LINKS = ("availableAt", "standing", "useInstead")
OWN_SAID = ("access",)
OWN_VALUES = {
    "formKey": None,
    "formVersion": "xsd:integer",
    "isRequired": "xsd:boolean",
    "textphone": None,
    "until": "xsd:date",
}
"""What CPSV-AP has no word for. The page about the data says what each means."""


def context() -> Node:
    """Return the JSON-LD context."""
    own: Node = {name: {"@id": term(name), "@type": "@id"} for name in OWN_LINKS}
    own |= {name: {"@id": term(name), "@container": "@language"} for name in OWN_SAID}
    own |= {
        name: {"@id": term(name), "@type": kind} if kind else term(name) for name, kind in OWN_VALUES.items()
    }
    return {
        **PREFIXES,
        **CLASSES,
        **{name: {"@id": meaning, "@container": "@language"} for name, meaning in SAID.items()},
        **{name: {"@id": meaning, "@type": "@id"} for name, meaning in LINKS.items()},
        **{name: {"@id": meaning, "@type": kind} for name, (meaning, kind) in VALUES.items()},
        **PLAIN,
        **own,
    }
