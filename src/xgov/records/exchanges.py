"""Joint measures → what each city gains, and which payment between the two leaves neither worse off.

Two parties with transferable utility: the Nash bargaining solution and the Shapley value both split the surplus
over the outside options in halves (Nash 1950, Econometrica 18, 155-162; Shapley 1953).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xgov.model.records import Estimate

if TYPE_CHECKING:
    from xgov.model.records import Exchange

_NOTHING = Estimate(0.0, 0.0)


def net(one: Exchange, city: str) -> Estimate | None:
    """What a city gains from a measure before any payment: averted losses less costs; None without estimates."""
    loss, cost = one.averted_losses.get(city), one.costs.get(city)
    if loss is None and cost is None:
        return None
    loss, cost = loss or _NOTHING, cost or _NOTHING
    return Estimate(loss.low - cost.high, loss.high - cost.low)


def gains(one: Exchange, cities: tuple[str, str], duty: str | None = None) -> dict[str, Estimate] | None:
    """What each city gains over what it has a right to, before any payment; None without estimates of both.

    Args:
        one: The measure.
        cities: The two.
        duty: The city that owes the other protection: the other is entitled to its averted loss at that city's
            expense. None: neither owes it, and each could fall back on its outside option.
    """
    result = {}
    for city, other in (cities, cities[::-1]):
        value = net(one, city)
        if value is None:
            return None
        if duty is None:
            option = one.outside_options.get(city, _NOTHING)
            result[city] = Estimate(value.low - option.high, value.high - option.low)
        elif city == duty:
            owed = one.averted_losses.get(other, _NOTHING)
            result[city] = Estimate(value.low + owed.low, value.high + owed.high)
        else:
            cost = one.costs.get(city, _NOTHING)
            result[city] = Estimate(-cost.high, -cost.low)
    return result


def bargain(one: Exchange, cities: tuple[str, str], duty: str | None = None) -> dict[str, Any] | None:
    """Say which payments from the first city to the second leave neither worse off; negative: the other way.

    Returns:
        gains: each city's gain over its outside option [low, high]; surplus [low, high]; transfer: the individually
        rational interval at middle estimates, None where there is no surplus to share; fair: its midpoint;
        fair_range: the midpoint over all estimates. None without estimates of both cities.
    """
    over = gains(one, cities, duty)
    if over is None:
        return None
    first, second = (over[city] for city in cities)
    surplus = first.middle + second.middle
    return {
        "duty": duty,
        "gains": {city: [over[city].low, over[city].high] for city in cities},
        "surplus": [first.low + second.low, first.high + second.high],
        "transfer": [-second.middle, first.middle] if surplus >= 0 else None,
        "fair": (first.middle - second.middle) / 2 if surplus >= 0 else None,
        "fair_range": [(first.low - second.high) / 2, (first.high - second.low) / 2] if surplus >= 0 else None,
    }


def paid(one: Exchange, cities: tuple[str, str]) -> float | None:
    """What the first city pays the second, as paid or else as agreed; None where neither city pays."""
    amount = one.agreed if one.paid is None else one.paid
    if amount is None or one.payer not in cities:
        return None
    return amount if one.payer == cities[0] else -amount


def measure(one: Exchange, cities: tuple[str, str]) -> dict[str, Any]:
    """Measure one joint measure of two cities, under every baseline of rights."""
    baselines = [found for duty in (None, *cities) if (found := bargain(one, cities, duty)) is not None]
    payment = paid(one, cities)
    inside, walks = None, []
    if baselines and payment is not None:
        first, second = (sum(baselines[0]["gains"][city]) / 2 for city in cities)
        walks = [city for city, left in zip(cities, (first - payment, second + payment), strict=True) if left < 0]
        inside = not walks
    return {
        "measure": one.measure,
        "horizon": one.horizon,
        "currency": one.currency,
        "form": one.form,
        "payer": one.payer,
        "agreed": one.agreed,
        "paid": one.paid,
        "estimators": {
            city: sorted(
                {
                    str(rows[city].estimator)
                    for rows in (one.costs, one.averted_losses, one.outside_options)
                    if city in rows and rows[city].estimator is not None
                }
            )
            for city in cities
        },
        "net": {city: None if (value := net(one, city)) is None else [value.low, value.high] for city in cities},
        "baselines": baselines,
        "payment": payment,
        "inside": inside,
        "walks_away": walks,
    }
