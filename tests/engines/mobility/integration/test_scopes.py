"""What holds for a whole feed, written out before it is merged."""

from beffroi.engines.mobility.integration.identifiers import namespaced
from beffroi.engines.mobility.integration.inputs import Tables
from beffroi.engines.mobility.integration.scopes import scoped
from tests.engines.mobility.integration.feeds import BUS, COACH, IDENTIFIERS, part

FARES = "fare_id,price,currency_type,payment_method,transfers\nT,1.50,EUR,0,1\n"
LEGS = "network_id,fare_product_id\n{rows}"
PRODUCTS = "fare_product_id,amount,currency\nP,1.50,EUR\nQ,3.00,EUR\n"


def said(files: dict[str, str], **changes: str) -> Tables:
    return scoped(namespaced(part("k", files, **changes), IDENTIFIERS), "k")


def test_an_agency_without_identifier_gets_one_and_its_lines_name_it() -> None:
    tables = said(COACH)

    assert tables["agency"]["agency_id"].tolist() == ["k:agency"]
    assert tables["routes"]["agency_id"].tolist() == ["k:agency"]


def test_the_name_we_give_an_agency_is_no_other_s() -> None:
    agency = "agency_id,agency_name\nagency,Un\n,Deux\n"

    tables = said(BUS, agency=agency)

    assert tables["agency"]["agency_id"].is_unique


def test_of_several_agencies_none_is_guessed() -> None:
    agency = "agency_id,agency_name\n1,Un\n2,Deux\n"

    tables = said(BUS, agency=agency, routes="route_id,route_type\nA,3\n")

    assert "agency_id" not in tables["routes"]


def test_a_fare_without_rule_holds_on_the_lines_of_its_feed_alone() -> None:
    tables = said(BUS, fare_attributes=FARES)

    rules = tables["fare_rules"]
    assert rules.to_dict("records") == [{"fare_id": "k:T", "route_id": "k:A"}]
    assert tables["fare_attributes"]["agency_id"].tolist() == ["k:1"]


def test_a_fare_with_a_rule_keeps_it() -> None:
    tables = said(BUS, fare_attributes=FARES, fare_rules="fare_id,origin_id\nT,Z\n")

    assert tables["fare_rules"].to_dict("records") == [{"fare_id": "k:T", "origin_id": "k:Z"}]


def test_an_attribution_of_the_whole_feed_goes_to_each_agency() -> None:
    agency = "agency_id,agency_name\n1,Un\n2,Deux\n"
    given = "attribution_id,organization_name,is_producer\nX,Région,1\n"

    told = said(BUS, agency=agency, attributions=given)["attributions"]

    assert told["agency_id"].tolist() == ["k:1", "k:2"]
    assert told["attribution_id"].tolist() == ["k:X", "k:X:k:2"]


def test_a_translated_text_is_tied_to_the_records_that_hold_it() -> None:
    given = (
        "table_name,field_name,language,translation,record_id,record_sub_id,field_value\n"
        "stops,stop_name,en,Hospital,,,Hôpital\n"
        "stops,stop_name,en,Square,2,,\n"
        "stops,stop_name,en,Nowhere,,,Nulle part\n"
    )

    told = said(BUS, translations=given)["translations"]

    assert dict(zip(told["record_id"], told["translation"], strict=True)) == {
        "k:2": "Square", "k:3": "Hospital",
    }  # fmt: skip
    assert told["field_value"].isna().all()


def test_a_fare_by_leg_without_network_holds_in_that_of_its_feed() -> None:
    tables = said(BUS, fare_products=PRODUCTS, fare_leg_rules=LEGS.format(rows=",P\n"))

    assert tables["fare_leg_rules"]["network_id"].tolist() == ["k:network"]
    assert tables["route_networks"].to_dict("records") == [
        {"network_id": "k:network", "route_id": "k:A"}
    ]


def test_a_blank_network_is_any_that_no_rule_names() -> None:
    routes = "route_id,agency_id,route_type,network_id\nA,1,3,N\nB,1,3,\n"

    tables = said(BUS, routes=routes, fare_products=PRODUCTS,
                  fare_leg_rules=LEGS.format(rows="N,P\n,Q\n"))  # fmt: skip

    legs = tables["fare_leg_rules"]
    assert dict(zip(legs["network_id"], legs["fare_product_id"], strict=True)) == {
        "k:N": "k:P", "k:network": "k:Q",
    }  # fmt: skip
    assert "network_id" not in tables["routes"]


def test_a_transfer_rule_without_group_holds_for_the_groups_that_none_names() -> None:
    legs = "leg_group_id,network_id,fare_product_id\nL,N,P\nM,N,Q\n"
    rules = "from_leg_group_id,to_leg_group_id,fare_transfer_type,transfer_count\n,,0,1\n"
    networks = "network_id\nN\n"

    told = said(BUS, fare_products=PRODUCTS, fare_leg_rules=legs, fare_transfer_rules=rules,
                networks=networks, route_networks="network_id,route_id\nN,A\n")  # fmt: skip

    written = told["fare_transfer_rules"]
    ends = set(zip(written["from_leg_group_id"], written["to_leg_group_id"], strict=True))
    assert ends == {(a, b) for a in ("k:L", "k:M") for b in ("k:L", "k:M")}
    same = written["from_leg_group_id"] == written["to_leg_group_id"]
    assert written["transfer_count"].notna().tolist() == same.tolist()


def test_a_rule_for_one_network_comes_before_that_for_any() -> None:
    legs = "network_id,fare_product_id,rule_priority\nN,P,3\n,P,1\n"
    networks = {"networks": "network_id\nN\n", "route_networks": "network_id,route_id\nN,A\n"}

    told = said(BUS, fare_products=PRODUCTS, fare_leg_rules=legs, **networks)["fare_leg_rules"]

    assert told[["network_id", "rule_priority"]].values.tolist() == [["k:N", 3]]
