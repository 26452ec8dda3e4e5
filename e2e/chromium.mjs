// Finds the Chromium to use: $CHROMIUM, a name or a path, or else the first one on
// the PATH. Without any, Playwright's own is used (undefined leaves the choice to it).
// The whole browser beside it is for what the headless shell lacks.

import { accessSync, constants } from 'node:fs';
import { delimiter, resolve } from 'node:path';

const browsers = ['chromium', 'chromium-browser', 'google-chrome'];
const names = process.env.CHROMIUM ? [process.env.CHROMIUM] : ['chromium-headless-shell', ...browsers];
const folders = (process.env.PATH ?? '').split(delimiter);

function runs(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

const first = (names) => names.flatMap((name) => folders.map((folder) => resolve(folder, name))).find(runs);

export const chromium = first(names);
export const whole = first(browsers);
