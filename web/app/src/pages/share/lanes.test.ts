import { describe, expect, it } from "vitest";
import { embedCode, endOf } from "./lanes";

describe("a link", () => {
  it("holds to the end of its last day where the person is", () => {
    expect(endOf(null)).toBeNull();
    expect(new Date(endOf("2026-03-01") ?? "").getDate()).toBe(1);
    expect(new Date(endOf("2026-03-01") ?? "").getHours()).toBe(23);
  });
  it("is embedded by code in which no title can break out", () => {
    const code = embedCode("https://maps.example.org/s/abc", `"><script>alert('x')</script>`);
    expect(code).toContain('src="https://maps.example.org/embed/abc"');
    expect(code).not.toContain("<script");
    expect(code.match(/"/g)?.length).toBe(12);
  });
});
