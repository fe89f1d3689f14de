/** What the service takes; a phone's camera makes more. */
export const PICTURE_MAX = 5 << 20;
/** Longest side, pixels: enough to read a display in the picture. */
const SIDE_MAX = 2400;
const TAKEN = ['image/jpeg', 'image/png', 'image/webp'];

/** How large a picture becomes; never larger than it is. Pure. */
export function fitted(width: number, height: number): { width: number; height: number } {
  const scale = Math.min(1, SIDE_MAX / Math.max(width, height, 1));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** As it is when it is small enough, else drawn anew as a smaller JPEG. Null for what is no picture that this browser reads. */
export async function prepared(file: Blob): Promise<Blob | null> {
  try {
    const bitmap = await createImageBitmap(file);
    const size = fitted(bitmap.width, bitmap.height);
    if (TAKEN.includes(file.type) && file.size <= PICTURE_MAX && size.width === bitmap.width) {
      return file;
    }
    const canvas = document.createElement('canvas');
    canvas.width = size.width;
    canvas.height = size.height;
    canvas.getContext('2d')?.drawImage(bitmap, 0, 0, size.width, size.height);
    bitmap.close();
    return await smallEnough(canvas);
  } catch {
    return null;
  }
}

async function smallEnough(canvas: HTMLCanvasElement): Promise<Blob | null> {
  for (const quality of [0.85, 0.7, 0.5]) {
    const made = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', quality));
    if (made && made.size <= PICTURE_MAX) {
      return made;
    }
  }
  return null;
}
