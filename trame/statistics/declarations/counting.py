"""The few shapes of SQL that declarations share. `where` is a condition on the activity."""


def attendances_by(column: str, where: str = "") -> str:
    condition = f"{column} IS NOT NULL" + (f" AND {where}" if where else "")
    return f"SELECT {column} AS code, SUM(attendances) AS n FROM scope WHERE {condition} GROUP BY {column}"  # noqa: S608


def mentions(relation: str) -> str:
    return f"SELECT code, SUM(attendances) AS n FROM {relation} GROUP BY code"  # noqa: S608


def without(relation: str, where: str = "") -> str:
    """Attendances of the activities that the relation says nothing of."""
    condition = f"activity_id NOT IN (SELECT activity_id FROM {relation})" + (f" AND {where}" if where else "")  # noqa: S608
    return f"SELECT SUM(attendances) FROM scope WHERE {condition}"  # noqa: S608
