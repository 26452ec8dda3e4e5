// Finds the Chromium to use: $CHROMIUM, a name or a path, or else the first one on
// the PATH. Without any, Playwright's own is used (undefined leaves the choice to it).

import { accessSync, constants } from 'node:fs';
import { delimiter, resolve } from 'node:path';

const names = process.env.CHROMIUM ? [process.env.CHROMIUM] : ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome'];
const folders = process.env.PATH.split(delimiter);

function runs(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

export const chromium = names.flatMap((name) => folders.map((folder) => resolve(folder, name))).find(runs);
