// Saves the figure as a picture for print: Plotly draws it here, no browser runs on the server.
"use strict";
(() => {
  const SCALE = 4; // 800 pixels become 3200: about 500 dots an inch across a page of text
  // that they are 16 cm wide: a chunk "pHYs" of 20,000 dots a metre, with its checksum
  const SIZE = new Uint8Array([0, 0, 0, 9, 112, 72, 89, 115, 0, 0, 78, 32, 0, 0, 78, 32, 1, 22, 125, 153, 222]);
  const BEHIND = 33; // signature and head of a PNG
  const lang = document.documentElement.lang;
  const paper = () => {
    const { data, layout } = JSON.parse(document.querySelector(".chart + script").textContent).paper;
    const today = new Date().toLocaleDateString(lang, { dateStyle: "long" });
    for (const note of layout.annotations) note.text = note.text.replace("{date}", today);
    return { data, layout };
  };

  // an SVG that is shown as an image sees no font of the page: it brings its own
  const font = async () => {
    const sheet = [...document.styleSheets].flatMap((each) => [...each.cssRules]);
    const face = sheet.find((rule) => rule instanceof CSSFontFaceRule);
    const file = /url\("?([^")]+)"?\)/.exec(face.style.getPropertyValue("src"))[1];
    const answer = await fetch(new URL(file, face.parentStyleSheet.href || document.baseURI));
    if (!answer.ok) return "";
    const bytes = new Uint8Array(await answer.arrayBuffer());
    const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
    const address = `data:font/woff2;base64,${btoa(text)}`;
    return `<style>@font-face{font-family:"Source Sans";font-weight:200 900;src:url(${address})}</style>`;
  };

  let fonts = "";
  const drawing = async () => {
    const { data, layout } = paper();
    const { width, height } = layout;
    const address = await Plotly.toImage({ data, layout }, { format: "svg", width, height });
    const svg = decodeURIComponent(address.slice(address.indexOf(",") + 1));
    return { svg: svg.replace(/<svg[^>]*>/, (start) => start + fonts), width, height };
  };

  const picture = async ({ svg, width, height }) => {
    const image = new Image();
    image.src = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
    await image.decode();
    await new Promise((done) => setTimeout(done, 100)); // its font is read after it is decoded
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [width * SCALE, height * SCALE];
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    URL.revokeObjectURL(image.src);
    const png = await new Promise((done) => canvas.toBlob(done, "image/png"));
    return new Blob([png.slice(0, BEHIND), SIZE, png.slice(BEHIND)], { type: "image/png" });
  };

  const save = async (button) => {
    button.setAttribute("aria-busy", "true");
    fonts ||= await font();
    const drawn = await drawing();
    const png = button.dataset.save === "png";
    const file = png ? await picture(drawn) : new Blob([drawn.svg], { type: "image/svg+xml" });
    const link = document.createElement("a");
    link.href = URL.createObjectURL(file);
    link.download = `${button.dataset.file}.${button.dataset.save}`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    button.removeAttribute("aria-busy");
  };

  for (const button of document.querySelectorAll("[data-save]"))
    button.addEventListener("click", () => save(button));
  const asked = new URLSearchParams(location.search).get("save");
  if (asked === "png" || asked === "svg") document.querySelector(`[data-save="${asked}"]`).click();
})();
