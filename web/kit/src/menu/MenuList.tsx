/** The list of a menu in its popover. Loaded by Menu.tsx when it is needed. */
import type { ReactNode, RefObject } from "react";
import { useEffect, useRef, useState } from "react";
import { Header } from "react-aria-components/Header";
import { Menu as AriaMenu, MenuItem as AriaItem, MenuSection as AriaSection } from "react-aria-components/Menu";
import { Popover } from "react-aria-components/Popover";
import { Separator } from "react-aria-components/Separator";
import { Aria } from "../aria/Aria";
import { Icon } from "../icon/Icon";
import { Kbd } from "../show/Kbd";
import type { MenuEntry, MenuItem, MenuPlacement, MenuSelection } from "./entries";
import "../overlay/overlay.css";
import "./menu.css";

/** What a list needs of the menu that it belongs to. */
export interface MenuListPlace {
  readonly label: string;
  readonly placement: MenuPlacement;
  readonly from: RefObject<Element | null>;
  readonly onClose: () => void;
}

export interface MenuListProps extends MenuListPlace {
  readonly entries: readonly MenuEntry[];
  readonly selection?: MenuSelection;
}

export function MenuList({ label, entries, selection, placement, from, onClose }: MenuListProps): ReactNode {
  const act = useActOnceGone();
  return (
    <Aria>
      <Popover
        className="oi-popover oi-menu"
        triggerRef={from}
        isOpen
        onOpenChange={(open) => !open && onClose()}
        placement={placement}
        offset={5}
      >
        <AriaMenu aria-label={label} className="oi-menu__list" autoFocus="first" onClose={onClose} {...choosing(selection)}>
          {entries.map((entry, index) => {
            if (entry === "line") return <Separator key={index} className="oi-menu__line" />;
            if ("title" in entry) {
              return (
                <AriaSection key={index} className="oi-menu__section" {...choosing(entry.selection)}>
                  <Header className="oi-menu__title">{entry.title}</Header>
                  {entry.entries.map((item) => drawItem(item, entry.selection ?? selection, act))}
                </AriaSection>
              );
            }
            return drawItem(entry, selection, act);
          })}
        </AriaMenu>
      </Popover>
    </Aria>
  );
}

type Act = () => void;

/**
 * Acts wait until the list is gone and the focus is back where it came from. While a menu is open all else is inert, so
 * that a field which an act opens could not take the focus, and what is typed next would be lost.
 */
function useActOnceGone(): (act: Act) => void {
  const [before] = useState(() => document.activeElement);
  const chosen = useRef<Act | null>(null);
  useEffect(
    () => () => {
      const act = chosen.current;
      if (!act) return;
      // What makes the page inert is taken away in the same sweep as this, in an order that nobody promises.
      queueMicrotask(() => {
        if (before instanceof HTMLElement || before instanceof SVGElement) before.focus({ preventScroll: true });
        act();
      });
    },
    [before],
  );
  return (act) => {
    chosen.current = act;
  };
}

function choosing(selection: MenuSelection | undefined): object {
  if (!selection) return {};
  return {
    selectionMode: selection.mode === "one" ? "single" : "multiple",
    selectedKeys: selection.chosen,
    disallowEmptySelection: selection.mode === "one",
    onSelectionChange: (keys: "all" | ReadonlySet<string | number>) =>
      selection.onChoose(keys === "all" ? [] : [...keys].map(String)),
  };
}

function drawItem(item: MenuItem, selection: MenuSelection | undefined, act: (act: Act) => void): ReactNode {
  const { onAction } = item;
  return (
    <AriaItem
      key={item.id}
      id={item.id}
      textValue={item.label}
      href={item.href}
      isDisabled={item.disabled}
      onAction={onAction && (selection ? onAction : () => act(onAction))}
      className={item.danger ? "oi-menu__item oi-menu__item--danger" : "oi-menu__item"}
    >
      {selection ? <Icon name="check" size={15} className="oi-menu__check" /> : null}
      {item.icon ? <Icon name={item.icon} /> : null}
      <span className="oi-menu__label">
        {item.label}
        {item.hint ? <small>{item.hint}</small> : null}
      </span>
      {item.keys ? <Kbd keys={item.keys} /> : null}
    </AriaItem>
  );
}
