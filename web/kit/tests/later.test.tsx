// @vitest-environment jsdom
/** Parts that are loaded when somebody wants them: what the page does while they are not there, or cannot be had. */
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { Suspense, useState, type ReactNode } from "react";
import { afterEach, expect, test, vi } from "vitest";
import { fetchLater, foresee, later } from "../src/index";
import { closeToast, toasts } from "../src/toast/toast";

afterEach(() => {
  cleanup();
  for (const one of toasts()) closeToast(one.id);
});

function Panel({ onClose }: { readonly onClose: () => void }): ReactNode {
  return <button onClick={onClose}>Close the panel</button>;
}

function pageWith(Part: (props: { onClose: () => void }) => ReactNode): () => ReactNode {
  return function Page() {
    const [open, setOpen] = useState(false);
    return (
      <>
        <textarea aria-label="Words" />
        <button onClick={() => setOpen(true)}>Open</button>
        <Suspense>{open ? <Part onClose={() => setOpen(false)} /> : null}</Suspense>
      </>
    );
  };
}

test("a part that cannot be loaded leaves the page as it is, says so, and comes when it can be had", async () => {
  let line = false;
  const load = vi.fn(() => (line ? Promise.resolve(Panel) : Promise.reject(new TypeError("Failed to fetch"))));
  const Page = pageWith(later(load));
  render(<Page />);
  fireEvent.change(screen.getByLabelText("Words"), { target: { value: "Not yet sent" } });
  fireEvent.click(screen.getByText("Open"));
  await waitFor(() => expect(toasts().map((one) => one.says)).toEqual(["This part has not been loaded, and it cannot be just now."]));
  expect(screen.getByLabelText<HTMLTextAreaElement>("Words").value).toBe("Not yet sent");
  line = true;
  fireEvent.click(screen.getByText("Open"));
  expect(await screen.findByText("Close the panel")).toBeTruthy();
  expect(load).toHaveBeenCalledTimes(2);
});

test("what was fetched beforehand is there at once, without the line", async () => {
  const load = vi.fn(() => Promise.resolve(Panel));
  const Page = pageWith(later(load));
  const more = vi.fn(() => Promise.resolve("rules"));
  foresee(more);
  await fetchLater();
  load.mockRejectedValue(new TypeError("Failed to fetch"));
  render(<Page />);
  fireEvent.click(screen.getByText("Open"));
  expect(screen.getByText("Close the panel")).toBeTruthy();
  await fetchLater();
  expect(load).toHaveBeenCalledTimes(1);
  expect(more).toHaveBeenCalledTimes(1);
});

test("fetching beforehand ends quietly where the line does", async () => {
  const load = vi.fn(() => Promise.reject(new TypeError("Failed to fetch")));
  foresee(load);
  await fetchLater();
  expect(load).toHaveBeenCalledTimes(1);
  expect(toasts()).toEqual([]);
});
