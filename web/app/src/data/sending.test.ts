import { describe, expect, test } from "vitest";
import { Problem } from "../api/problem";
import type { Upload } from "./evidence";
import { PART, Sender, type Wire } from "./sending";

const gone = (): Problem => new Problem(0, []);

/** A server that keeps what it was sent; `breaks` says whether the nth part fails, and how. */
function wire(breaks: (n: number) => Problem | null = () => null): Wire & { readonly got: Map<string, number[]>; readonly dropped: string[] } {
  const got = new Map<string, number[]>();
  const dropped: string[] = [];
  let parts = 0;
  return {
    got,
    dropped,
    begin: (_, name) => Promise.resolve({ id: name } as Upload),
    part: (_, upload, at, bytes) => {
      const problem = breaks(parts++);
      if (problem) return Promise.reject(problem);
      got.set(upload, [...(got.get(upload) ?? []), at + bytes.size]);
      return Promise.resolve({} as Upload);
    },
    drop: (_, upload) => Promise.resolve(dropped.push(upload)),
  };
}

const file = (name: string, size: number): File => new File([new Uint8Array(size)], name);
const calm = (sender: Sender): Promise<void> =>
  new Promise((done) => {
    const look = (): void => {
      if (sender.all().every((one) => one.state === "sent" || one.state === "failed")) done();
    };
    sender.subscribe(look);
    look();
  });

describe("sending files", () => {
  test("a file goes in parts, one file after the other", async () => {
    const there = wire();
    const sender = new Sender(there, () => Promise.resolve());
    sender.add("w", [file("a", PART + 5), file("b", 3)]);
    await calm(sender);
    expect([...there.got]).toEqual([
      ["a", [PART, PART + 5]],
      ["b", [3]],
    ]);
    expect(sender.all().map((one) => one.sent)).toEqual([PART + 5, 3]);
  });

  test("a part that did not get through is sent again from where it was", async () => {
    const there = wire((n) => (n === 1 ? gone() : null));
    const sender = new Sender(there, () => Promise.resolve());
    sender.add("w", [file("a", 2 * PART)]);
    await calm(sender);
    expect(there.got.get("a")).toEqual([PART, 2 * PART]);
    expect(sender.all()[0]?.state).toBe("sent");
  });

  test("what the server refuses is not tried again, and the next file goes on", async () => {
    const there = wire((n) => (n === 0 ? new Problem(413, []) : null));
    const sender = new Sender(there, () => Promise.resolve());
    sender.add("w", [file("a", 9), file("b", 3)]);
    await calm(sender);
    expect(sender.all().map((one) => one.state)).toEqual(["failed", "sent"]);
    expect(sender.all()[0]?.problem?.status).toBe(413);
  });

  test("a file that is cancelled is forgotten here and there", async () => {
    const there = wire();
    const slow: Wire = {
      ...there,
      part: (workspace, upload, at, bytes, signal) => {
        sender.cancel("1");
        return signal.aborted ? Promise.reject(gone()) : there.part(workspace, upload, at, bytes, signal);
      },
    };
    const sender = new Sender(slow, () => Promise.resolve());
    sender.add("w", [file("a", 9)]);
    await calm(sender);
    expect(sender.all()).toEqual([]);
    expect(there.dropped).toEqual(["a"]);
  });
});
