"""A table: what its columns mean, which types they have, and whether a frame keeps to that."""

from dataclasses import dataclass, field

import geopandas as gpd
import pandas as pd
import pandera.pandas as pa

from beffroi.foundation.errors import ShapeError

GEOMETRY = "geometry"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its pandas type, its meaning, and whether a row may lack it.

    Attributes
    ----------
    dtype
        ``string``, ``Int64``, ``Float64``, ``boolean``, ``object`` (lists) or ``geometry``.
    meaning
        One line of documentation, with the unit in brackets.
    optional
        Whether a value may be missing.
    least
        The smallest value allowed, if there is one.
    """

    dtype: str
    meaning: str
    optional: bool = True
    least: float | None = None


@dataclass(frozen=True)
class Table:
    """The schema of a table: its name and its columns, in order.

    Attributes
    ----------
    name
        Plural noun.
    meaning
        What a row is.
    columns
        The columns by name; the first one is the key.
    """

    name: str
    meaning: str
    columns: dict[str, Column] = field(hash=False)

    @property
    def key(self) -> str:
        """Name of the column that identifies a row."""
        return next(iter(self.columns))

    @property
    def is_spatial(self) -> bool:
        """Whether rows have a geometry."""
        return GEOMETRY in self.columns

    def empty(self) -> pd.DataFrame:
        """Return the table without any row."""
        return self.framed({})

    def framed(self, values: dict[str, object], *, crs: str = "EPSG:4326") -> pd.DataFrame:
        """Make a table of columns of equal length; absent columns are missing everywhere.

        Returns
        -------
        A DataFrame (a GeoDataFrame if the table is spatial) with exactly the schema's columns.

        Raises
        ------
        ShapeError
            If a column is not in the schema.
        """
        stray = sorted(set(values) - set(self.columns))
        if stray:
            raise ShapeError(
                "Table {table} has no column {columns}.",
                table=self.name,
                columns=", ".join(stray),
            )
        return self.typed(pd.DataFrame(values), crs=crs)

    def typed(self, frame: pd.DataFrame, *, crs: str = "EPSG:4326") -> pd.DataFrame:
        """Give a frame the types of the schema and the order of its columns.

        Parameters
        ----------
        frame
            Columns of the schema; those it lacks become missing everywhere.
        crs
            Reference system of a geometry column that has none yet.
        """
        columns = {
            name: frame[name] if name in frame else pd.Series(pd.NA, index=frame.index)
            for name in self.columns
        }
        typed = pd.DataFrame(
            {
                name: values.astype(pd.api.types.pandas_dtype(self.columns[name].dtype))
                for name, values in columns.items()
                if self.columns[name].dtype not in {"object", "geometry"}
            }
            | {n: v for n, v in columns.items() if self.columns[n].dtype == "object"},
            index=frame.index,
        )
        if not self.is_spatial:
            return typed[list(self.columns)]
        geometry = columns[GEOMETRY]
        own_crs = getattr(geometry.array, "crs", None)
        located: pd.DataFrame = gpd.GeoDataFrame(
            typed, geometry=gpd.GeoSeries(geometry, index=frame.index, crs=own_crs or crs)
        )
        return located.loc[:, list(self.columns)]

    def schema(self) -> pa.DataFrameSchema:
        """Return the rules as a pandera schema: columns present, values given, key unique."""
        columns = {
            name: pa.Column(
                nullable=column.optional,
                checks=[] if column.least is None else [pa.Check.ge(column.least)],
            )
            for name, column in self.columns.items()
        }
        return pa.DataFrameSchema(columns, unique=[self.key])

    def faults(self, frame: pd.DataFrame) -> list[str]:
        """Say, in plain words, each way in which a frame breaks the schema."""
        try:
            self.schema().validate(frame, lazy=True)
        except pa.errors.SchemaErrors as error:
            cases = error.failure_cases
            counts = cases.groupby(["column", "check"], sort=False, dropna=False).size()
            return [f"{column}: {check} ({n})" for (column, check), n in counts.items()]
        return []

    def check(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Return the frame if it keeps the schema.

        Raises
        ------
        ShapeError
            With every fault, if it does not.
        """
        faults = self.faults(frame)
        if faults:
            raise ShapeError(
                "Table {table} breaks its schema: {faults}.",
                table=self.name,
                faults="; ".join(faults),
            )
        return frame
