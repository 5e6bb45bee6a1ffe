// @vitest-environment jsdom
/** Parts of the kit as people use them, by keyboard and for screen readers. */
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { useState } from "react";
import { afterEach, describe, expect, test, vi } from "vitest";
import { Button, Checkbox, groundOf, initials, Kit, Link, nameOf, SearchField, Tabs, TextField, toast, ToggleGroup } from "../src/index";
import { beside } from "../src/overlay/TooltipHost";
import { finds } from "../src/palette/finds";

afterEach(cleanup);

describe("a button", () => {
  test("that is at work keeps the focus but is not pressed again", () => {
    const press = vi.fn();
    render(<Button pending onPress={press} />);
    const button = screen.getByRole("button");
    button.focus();
    fireEvent.click(button);
    expect(press).not.toHaveBeenCalled();
    expect(document.activeElement).toBe(button);
    expect(button.getAttribute("aria-disabled")).toBe("true");
  });
});

describe("a link", () => {
  test("goes through the app, but opens anew with the usual keys", () => {
    const navigate = vi.fn();
    render(
      <Kit navigate={navigate}>
        <Link href="/w/a/maps?x=1">Maps</Link>
      </Kit>,
    );
    const link = screen.getByRole("link");
    fireEvent.click(link);
    expect(navigate).toHaveBeenCalledWith("/w/a/maps?x=1");
    link.addEventListener("click", (event) => event.preventDefault());
    fireEvent.click(link, { ctrlKey: true });
    expect(navigate).toHaveBeenCalledTimes(1);
  });
});

describe("a field", () => {
  test("is named by its label and described by hint and error", () => {
    render(<TextField label="E-mail" hint="Where letters go" error="This is no address" value="x" onChange={() => undefined} />);
    const input = screen.getByLabelText("E-mail");
    const described = input.getAttribute("aria-describedby")?.split(" ").map((id) => document.getElementById(id)?.textContent);
    expect(described).toEqual(["Where letters go", "This is no address"]);
    expect(input.getAttribute("aria-invalid")).toBe("true");
  });

  test("for searching is emptied by Escape, and only then left", () => {
    const outside = vi.fn();
    function Search() {
      const [value, setValue] = useState("bag");
      return (
        <div onKeyDown={outside}>
          <SearchField label="Search" value={value} onChange={setValue} />
        </div>
      );
    }
    render(<Search />);
    const input = screen.getByRole<HTMLInputElement>("searchbox");
    fireEvent.keyDown(input, { key: "Escape" });
    expect(input.value).toBe("");
    expect(outside).not.toHaveBeenCalled();
    fireEvent.keyDown(input, { key: "Escape" });
    expect(outside).toHaveBeenCalled();
  });

  test("to check can be in between", () => {
    render(
      <Checkbox checked={false} mixed onChange={() => undefined}>
        Some
      </Checkbox>,
    );
    expect(screen.getByRole<HTMLInputElement>("checkbox").indeterminate).toBe(true);
  });
});

describe("arrow keys", () => {
  test("walk through a toggle group, round its end", () => {
    const change = vi.fn();
    const segments = ["as-is", "to-be", "compare"].map((id) => ({ id, label: id }));
    render(<ToggleGroup label="State" segments={segments} value="compare" onChange={change} />);
    fireEvent.keyDown(screen.getByRole("radio", { name: "compare" }), { key: "ArrowRight" });
    expect(change).toHaveBeenCalledWith("as-is");
  });

  test("walk through tabs and show what they hold", () => {
    const tabs = ["Measured", "Heard"].map((label) => ({ id: label, label, content: <p>{label} things</p> }));
    render(<Tabs label="Parts" tabs={tabs} />);
    fireEvent.keyDown(screen.getByRole("tab", { name: "Measured" }), { key: "ArrowRight" });
    expect(screen.getByRole("tabpanel").textContent).toBe("Heard things");
  });
});

test("a toast is said, and its action done and gone", () => {
  const undo = vi.fn();
  render(
    <Kit navigate={() => undefined}>
      <button type="button" onClick={() => toast({ says: "Card deleted.", action: { label: "Undo", onAction: undo } })}>
        go
      </button>
    </Kit>,
  );
  fireEvent.click(screen.getByText("go"));
  expect(screen.getByRole("status").textContent).toContain("Card deleted.");
  fireEvent.click(screen.getByText("Undo"));
  expect(undo).toHaveBeenCalled();
  expect(screen.queryByText("Card deleted.")).toBeNull();
});

test("what is said again stands there once", () => {
  render(
    <Kit navigate={() => undefined}>
      <button type="button" onClick={() => toast({ says: "This lane is locked." })}>
        go
      </button>
    </Kit>,
  );
  fireEvent.click(screen.getByText("go"));
  fireEvent.click(screen.getByText("go"));
  expect(screen.getAllByText("This lane is locked.")).toHaveLength(1);
});

test("keys have the names that shortcuts are written with", () => {
  const press = (key: string, more = {}) => nameOf({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...more });
  expect([press("k", { ctrlKey: true }), press("?", { shiftKey: true }), press("Z", { ctrlKey: true, shiftKey: true }), press("Escape")]).toEqual([
    "Ctrl+K",
    "?",
    "Ctrl+Shift+Z",
    "Escape",
  ]);
});

test("things are found by the beginnings of words, whatever marks their letters wear", () => {
  expect(finds("Rückgabe am Schalter", "schal ruck")).toBe(true);
  expect(finds("Rückgabe am Schalter", "alter")).toBe(false);
});

test("a person has initials and always the same ground", () => {
  expect([initials("Ada King Lovelace"), initials("ada"), initials("")]).toEqual(["AL", "A", "?"]);
  expect(groundOf("42")).toBe(groundOf("42"));
});

test("a tooltip stands on the other side where there is no room, and never outside", () => {
  const box = (left: number, top: number) => ({ left, top, width: 40, height: 20, right: left + 40, bottom: top + 20 });
  const room = { innerWidth: 400, innerHeight: 300 };
  expect(beside(box(100, 100), { width: 80, height: 30 }, "bottom", room)).toEqual({ left: 80, top: 126 });
  expect(beside(box(100, 275), { width: 80, height: 30 }, "bottom", room).top).toBe(239);
  expect(beside(box(0, 100), { width: 80, height: 30 }, "bottom", room).left).toBe(6);
});
