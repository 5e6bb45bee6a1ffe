import { describe, expect, it } from "vitest";
import { stem } from "./putPicture";

describe("the words of a picture that was dropped", () => {
  it("are what people called its file", () => {
    expect(stem("check-in_hall.jpg")).toBe("check in hall");
    expect(stem("Ada’s kitchen.final.png")).toBe("Ada’s kitchen.final");
  });
  it("are none where a camera or the clipboard named it", () => {
    for (const name of ["image.png", "IMG_2041.JPG", "DSC0001.jpg", "Screenshot 2026-01-02 10.11.12.png", "Bildschirmfoto 2026-01-02.png"]) expect(stem(name)).toBe("");
  });
});
