import { accessSync, constants } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Whatever a page asks for, no name of another machine is looked up. One name stands for a host that is not loopback.
  '--host-resolver-rules=MAP cosell.example 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
];

/**
 * Returns the path of an installed Chromium: CHROMIUM if it is set, else the first of the usual places.
 * @throws Error that says what to install
 */
const findChromium = (): string => {
  const { CHROMIUM } = process.env;
  const found = (CHROMIUM ? [CHROMIUM] : PLACES).find(isExecutable);
  if (found !== undefined) return found;
  throw new Error(
    CHROMIUM
      ? `CHROMIUM names ${CHROMIUM}, which cannot be run.`
      : 'There is no Chromium here. Install it (apt-get install chromium), or set CHROMIUM to the path of one.',
  );
};

const isExecutable = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** Starts a browser without a window. It ends with this process at the latest. */
export const launchChromium = (): Promise<Browser> =>
  chromium.launch({ executablePath: findChromium(), args: FLAGS, timeout: 120_000 });
