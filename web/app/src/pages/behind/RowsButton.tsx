/** The button in the account of a number that leads to its rows; what it opens is fetched while one looks at it. */
import type { ReactNode } from "react";
import { useQuery } from "@tanstack/react-query";
import { Button, useT } from "@outsidein/kit";
import { usePlace } from "../../session/place";
import { FIRST, rowsQuery, type RowsAsked } from "./asked";
import "./words";
import "./behind.css";

export function RowsButton({ asked, onOpen }: { readonly asked: RowsAsked; readonly onOpen: () => void }): ReactNode {
  const t = useT();
  const place = usePlace();
  const found = useQuery(rowsQuery(place.id, asked, FIRST)).data;
  return (
    <p className="oi-behind__way">
      <Button size="s" icon="table" onPress={onOpen}>
        {t("behind.show")}
      </Button>
      <small>{found ? t("behind.answers", { n: found.total }) : null}</small>
    </p>
  );
}
