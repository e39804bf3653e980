// SPDX-License-Identifier: MIT
/*
 * The two browsers of the guides (D0:220), both the Debian ones, driven by
 * puppeteer-core: Chromium over CDP, Firefox ESR over WebDriver BiDi.
 */
import puppeteer from 'puppeteer-core'

/* PdfOopif: who leaves a page whose PDF is still coming waits for its frame for ever.
 * The others: two pages below the address bar of every window, which nobody types into;
 * they are more than half of what opening a window costs. */
const WITHOUT = ['PdfOopif', 'WebUIOmniboxPopup', 'WebUIOmniboxAimPopup', 'WebUIOmniboxFullPopup']
const CHROMIUM = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync',
  '--lang=zh-CN', '--disable-features=' + WITHOUT]

export const launch = kind => puppeteer.launch(kind === 'firefox'
  ? { browser: 'firefox', executablePath: '/usr/bin/firefox-esr', headless: true, protocolTimeout: 40000,
      extraPrefsFirefox: { 'intl.accept_languages': 'zh-CN' } }
  : { browser: 'chrome', executablePath: '/usr/bin/chromium', headless: true, protocolTimeout: 40000, args: CHROMIUM })
