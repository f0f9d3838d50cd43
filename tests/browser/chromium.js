// A headless Chromium that is spoken to over a pipe: pages are opened from files,
// and what they say, ask the network for and show is collected.
//
// Nothing but Node's own modules: the browser's protocol is JSON, each message
// ended by a zero byte, on the file descriptors 3 and 4.
'use strict';
const { spawn } = require('child_process');
const { once } = require('events');

const options = [
  '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-breakpad',
  '--disable-dev-shm-usage', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--remote-debugging-pipe',
];

class Chromium {
  // folder: profile and home of the browser, so that nothing of the user is touched
  constructor(program, folder) {
    this.process = spawn(program, [...options, `--user-data-dir=${folder}/profile`, 'about:blank'],
      { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'], env: { ...process.env, HOME: folder } });
    this.calls = new Map();
    this.listeners = [];
    this.count = 0;
    this.rest = '';
    this.process.stdio[4].setEncoding('utf8');
    this.process.stdio[4].on('data', (text) => this.receive(text));
    this.process.on('exit', () => this.fail(new Error('the browser has ended')));
    this.process.on('error', (error) => this.fail(error));
    this.process.stdio[3].on('error', (error) => this.fail(error));
  }

  fail(error) {
    for (const { reject } of this.calls.values()) reject(error);
    this.calls.clear();
  }

  receive(text) {
    const messages = (this.rest + text).split('\0');
    this.rest = messages.pop();
    for (const message of messages.map((part) => JSON.parse(part))) {
      const call = this.calls.get(message.id);
      if (call) {
        this.calls.delete(message.id);
        if (message.error) call.reject(new Error(`${call.method}: ${message.error.message}`));
        else call.resolve(message.result);
      } else {
        for (const listener of [...this.listeners]) listener(message);
      }
    }
  }

  send(method, params = {}, sessionId = undefined) {
    const id = ++this.count;
    return new Promise((resolve, reject) => {
      this.calls.set(id, { method, resolve, reject });
      this.process.stdio[3].write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    });
  }

  // Opens a file at a window's width; the page keeps what it said and asked for.
  async open(file, width = 1300) {
    const { targetId } = await this.send('Target.createTarget', { url: 'about:blank' });
    const { sessionId } = await this.send('Target.attachToTarget', { targetId, flatten: true });
    const page = new Page(this, targetId, sessionId, `file://${file}`);
    for (const domain of ['Page', 'Runtime', 'Log', 'Network']) await page.send(`${domain}.enable`);
    await page.resize(width);
    const loaded = page.event('Page.loadEventFired');
    await page.send('Page.navigate', { url: page.url });
    await loaded;
    return page;
  }

  async close() {
    const ended = once(this.process, 'exit');
    await this.send('Browser.close').catch(() => {});
    await ended;
  }
}

class Page {
  constructor(browser, targetId, sessionId, url) {
    Object.assign(this, { browser, targetId, sessionId, url, messages: [], requests: [] });
    this.listener = (message) => message.sessionId === sessionId && this.collect(message);
    browser.listeners.push(this.listener);
  }

  collect({ method, params }) {
    if (method === 'Runtime.consoleAPICalled') {
      this.messages.push(`${params.type}: ${params.args.map((arg) => arg.value || arg.description).join(' ')}`);
    } else if (method === 'Runtime.exceptionThrown') {
      this.messages.push(`exception: ${params.exceptionDetails.text}`);
    } else if (method === 'Log.entryAdded') {
      this.messages.push(`${params.entry.level}: ${params.entry.text}`);
    } else if (method === 'Network.requestWillBeSent' && params.request.url !== this.url) {
      this.requests.push(params.request.url);
    }
  }

  send(method, params) {
    return this.browser.send(method, params, this.sessionId);
  }

  event(method) {
    return new Promise((resolve) => {
      const listener = (message) => {
        if (message.sessionId !== this.sessionId || message.method !== method) return;
        this.browser.listeners.splice(this.browser.listeners.indexOf(listener), 1);
        resolve(message.params);
      };
      this.browser.listeners.push(listener);
    });
  }

  resize(width) {
    return this.send('Emulation.setDeviceMetricsOverride',
      { width, height: 900, deviceScaleFactor: 1, mobile: width < 600 });
  }

  // the value of an expression, or of a function called with an argument
  async evaluate(code, argument = undefined) {
    const expression = typeof code === 'function' ? `(${code})(${JSON.stringify(argument)})` : code;
    const { result, exceptionDetails } = await this.send('Runtime.evaluate',
      { expression, awaitPromise: true, returnByValue: true });
    if (exceptionDetails) {
      throw new Error((exceptionDetails.exception || {}).description || exceptionDetails.text);
    }
    return result.value;
  }

  async close() {
    this.browser.listeners.splice(this.browser.listeners.indexOf(this.listener), 1);
    await this.browser.send('Target.closeTarget', { targetId: this.targetId });
  }
}

module.exports = { Chromium };
