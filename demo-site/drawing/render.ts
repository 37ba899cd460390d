import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { chromium, type Page } from 'playwright-core';

export interface Plate {
  file: string;
  svg: string;
  width: number;
  height: number;
  /** 0 to 1: how faithfully the WebP keeps it. */
  quality: number;
}

const BROWSER = {
  executablePath: process.env.CHROME_PATH ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
};

/** A picture loads nothing from outside: the letters on labels and dials travel inside it. */
function lettered(svg: string): string {
  if (!svg.includes('<text')) return svg;
  const file = createRequire(import.meta.url).resolve(
    '@fontsource-variable/cormorant/files/cormorant-latin-wght-normal.woff2',
  );
  const face = `@font-face{font-family:Cormorant;font-weight:300 700;src:url(data:font/woff2;base64,${readFileSync(file).toString('base64')})}`;
  return svg.replace('<defs>', `<defs><style>${face}</style>`);
}

/** The browser that shows the pictures is the one that paints them. */
async function paint(page: Page, { svg, width, height, quality }: Plate): Promise<Buffer> {
  const encoded = await page.evaluate(
    async ([source, w, h, q]) => {
      const image = new Image();
      image.src = URL.createObjectURL(new Blob([source], { type: 'image/svg+xml' }));
      await image.decode();
      const draw = (from: CanvasImageSource, scale: number) => {
        const canvas = document.createElement('canvas');
        canvas.width = w * scale;
        canvas.height = h * scale;
        const brush = canvas.getContext('2d');
        if (!brush) throw new Error('this browser draws nothing');
        brush.imageSmoothingQuality = 'high';
        brush.drawImage(from, 0, 0, canvas.width, canvas.height);
        return canvas;
      };
      // Twice as large first: what a filter has bent has no smooth edges of its own.
      return draw(draw(image, 2), 1).toDataURL('image/webp', q).split(',')[1] ?? '';
    },
    [lettered(svg), width, height, quality] as const,
  );
  return Buffer.from(encoded, 'base64');
}

/** Renders each plate to its WebP file and says how heavy it became. */
export async function render(plates: Plate[]): Promise<void> {
  const browser = await chromium.launch(BROWSER);
  const page = await browser.newPage();
  for (const plate of plates) {
    const webp = await paint(page, plate);
    await mkdir(dirname(plate.file), { recursive: true });
    await writeFile(plate.file, webp);
    console.log(`${plate.file}  ${plate.width}×${plate.height}  ${(webp.length / 1024).toFixed(1)} KB`);
  }
  await browser.close();
}
