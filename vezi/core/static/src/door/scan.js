// The camera. Fetched when it is first wanted. Where the browser reads codes itself it does; else `qr` does, without wasm.
import decodeQR from "qr/decode.js";

const EVERY = 90; // milliseconds
const WIDEST = 720;

async function reader() {
  if ("BarcodeDetector" in window && (await BarcodeDetector.getSupportedFormats().catch(() => [])).includes("qr_code")) {
    const detector = new BarcodeDetector({ formats: ["qr_code"] });
    return async (video) => (await detector.detect(video))[0]?.rawValue;
  }
  const canvas = document.createElement("canvas");
  const drawn = canvas.getContext("2d", { willReadFrequently: true });
  return (video) => {
    const by = Math.min(1, WIDEST / Math.max(video.videoWidth, video.videoHeight));
    canvas.width = Math.round(video.videoWidth * by);
    canvas.height = Math.round(video.videoHeight * by);
    drawn.drawImage(video, 0, 0, canvas.width, canvas.height);
    try {
      return decodeQR(drawn.getImageData(0, 0, canvas.width, canvas.height));
    } catch {
      return undefined; // no code in the picture
    }
  };
}

// Calls `heard(text)` for each code that is held before the camera; the same again only after it was away.
export async function scan(video, heard) {
  const stream = await navigator.mediaDevices.getUserMedia({
    video: { facingMode: "environment", width: { ideal: 1280 }, height: { ideal: 960 } },
    audio: false,
  });
  video.srcObject = stream;
  await video.play();
  const read = await reader();
  let before = "";
  let away = 0;
  let timer;
  const look = async () => {
    const text = video.readyState >= 2 ? await read(video) : undefined;
    if (text && text !== before) {
      before = text;
      heard(text);
    }
    away = text ? 0 : away + 1;
    if (away > 8) before = "";
    timer = setTimeout(look, EVERY);
  };
  timer = setTimeout(look, 0);
  return () => {
    clearTimeout(timer);
    timer = undefined;
    for (const track of stream.getTracks()) track.stop();
    video.srcObject = null;
  };
}
