/*
 * What Prototype.js 1.x does to a page, written from its public documentation: it puts methods on the language's own
 * prototypes, under names that the language later took for something else, and takes over a few that were there.
 * Only what may meet other people's code is imitated, and as roughly as its older versions had it.
 */

const LANGUAGE = `
  const { slice, forEach, reverse, map, every, some, filter } = Array.prototype;
  const same = (value) => value;
  const put = (on, methods) => { for (const name in methods) on[name] = methods[name]; };
  const $A = (from) => {
    if (!from) return [];
    if ('toArray' in Object(from)) return from.toArray();
    const all = new Array(from.length || 0);
    for (let at = all.length; at--; ) all[at] = from[at];
    return all;
  };
  window.$A = Array.from = $A;
  const each = function (run, context) { forEach.call(this, run, context); return this; };
  const detect = function (test, context) {
    for (let at = 0; at < this.length; at++) if (test.call(context, this[at], at)) return this[at];
  };
  const all = function () { return slice.call(this, 0); };
  const has = function (wanted) { return this.indexOf(wanted) > -1; };
  put(Array.prototype, {
    each, detect, find: detect, toArray: all, clone: all, entries: all, include: has, member: has,
    map(run, context) { return map.call(this, run || same, context); },
    collect(run, context) { return map.call(this, run || same, context); },
    every(run, context) { return every.call(this, run || same, context); },
    all(run, context) { return every.call(this, run || same, context); },
    some(run, context) { return some.call(this, run || same, context); },
    any(run, context) { return some.call(this, run || same, context); },
    filter(run, context) { return filter.call(this, run, context); },
    select(run, context) { return filter.call(this, run, context); },
    reject(run, context) { return filter.call(this, (one, at) => !run.call(context, one, at)); },
    inject(sum, run) { each.call(this, (one, at) => { sum = run(sum, one, at); }); return sum; },
    invoke(name, ...given) { return map.call(this, (one) => one[name](...given)); },
    pluck(name) { return map.call(this, (one) => one[name]); },
    max() { return Math.max(...this); },
    min() { return Math.min(...this); },
    first() { return this[0]; },
    last() { return this[this.length - 1]; },
    size() { return this.length; },
    clear() { this.length = 0; return this; },
    compact() { return filter.call(this, (one) => one != null); },
    flatten() { return this.inject([], (flat, one) => flat.concat(Array.isArray(one) ? one.flatten() : one)); },
    without(...gone) { return filter.call(this, (one) => !gone.include(one)); },
    uniq() { return filter.call(this, (one, at) => this.indexOf(one) === at); },
    _reverse: reverse,
    reverse(inline) { return reverse.call(inline === false ? this.toArray() : this); },
    zip(...others) { return map.call(this, (one, at) => [one, ...others.pluck(at)]); },
    inspect() { return '[' + this.map(Object.inspect).join(', ') + ']'; },
    toJSON() { return '[' + map.call(this, Object.toJSON).join(', ') + ']'; },
  });
  put(String.prototype, {
    gsub(from, to) { return this.split(from).join(to); },
    sub(from, to) { return this.replace(from, to); },
    strip() { return this.replace(/^\\s+|\\s+$/g, ''); },
    truncate(length) { return this.length > length ? this.slice(0, length - 3) + '...' : String(this); },
    stripTags() { return this.replace(/<[^>]*>/g, ''); },
    escapeHTML() { return this.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;'); },
    include(wanted) { return this.indexOf(wanted) > -1; },
    startsWith(start) { return this.lastIndexOf(start, 0) === 0; },
    endsWith(end) { const at = this.length - end.length; return at >= 0 && this.indexOf(end, at) === at; },
    toArray() { return this.split(''); },
    times(count) { return new Array(count + 1).join(this); },
    empty() { return this == ''; },
    blank() { return /^\\s*$/.test(this); },
    inspect() { return "'" + this + "'"; },
    toJSON() { return '"' + this + '"'; },
    evalJSON() { return JSON.parse(this); },
  });
  put(Number.prototype, {
    succ() { return this + 1; },
    times(run) { for (let at = 0; at < this; at++) run(at); return this; },
    toPaddedString(length) { return String(this).padStart(length, '0'); },
    toJSON() { return isFinite(this) ? this.toString() : 'null'; },
  });
  Boolean.prototype.toJSON = function () { return String(this); };
  Date.prototype.toJSON = function () { return '"' + this.toISOString() + '"'; };
  RegExp.prototype.match = RegExp.prototype.test;
  RegExp.escape = (text) => String(text).replace(/([.*+?^=!:\${}()|[\\]\\/\\\\])/g, '\\\\$1');
  put(Object, {
    extend: (on, more) => { put(on, more); return on; },
    keys(of) { const names = []; for (const name in of) names.push(name); return names; },
    values(of) { const found = []; for (const name in of) found.push(of[name]); return found; },
    clone: (of) => Object.extend({}, of),
    inspect: (of) => (of === undefined ? 'undefined' : of === null ? 'null' : of.inspect ? of.inspect() : String(of)),
    isArray: Array.isArray,
    isFunction: (of) => typeof of === 'function',
    toJSON(of) {
      if (of === undefined || typeof of === 'function') return;
      if (of === null) return 'null';
      if (of.toJSON) return of.toJSON();
      if (of.nodeType === 1) return;
      return '{' + Object.keys(of).map((name) => name.toJSON() + ': ' + Object.toJSON(of[name])).join(', ') + '}';
    },
  });
  put(Function.prototype, {
    bind(context, ...first) {
      if (arguments.length < 2 && context === undefined) return this;
      const run = this;
      return function () { return run.apply(context, first.concat($A(arguments))); };
    },
    curry(...first) { const run = this; return function (...rest) { return run.apply(this, [...first, ...rest]); }; },
    delay(seconds, ...given) { return setTimeout(() => this(...given), seconds * 1000); },
    defer(...given) { return this.delay(0.01, ...given); },
    wrap(by) { const run = this; return function (...given) { return by.call(this, run.bind(this), ...given); }; },
    methodize() { const run = this; return function (...given) { return run(this, ...given); }; },
    argumentNames() { return []; },
  });
  window.Hash = function (from) { this._object = Object.clone(from); };
  window.Enumerable = { each, find: detect, include: has };`;

const ELEMENTS = `
  const Native = window.Element;
  window.$ = (id) => (typeof id === 'string' ? document.getElementById(id) : id);
  window.$$ = (css) => $A(document.querySelectorAll(css));
  window.Element = function (name, attributes = {}) {
    const made = document.createElement(name);
    for (const one in attributes) made.setAttribute(one, attributes[one]);
    return made;
  };
  window.Element.prototype = Native.prototype;
  put(HTMLElement.prototype, {
    visible() { return this.style.display !== 'none'; },
    toggle() { return this.visible() ? this.hide() : this.show(); },
    hide() { this.style.display = 'none'; return this; },
    show() { this.style.display = ''; return this; },
    remove() { this.parentNode.removeChild(this); return this; },
    update(html = '') { this.innerHTML = html; return this; },
    replace(html) { this.outerHTML = html; return this; },
    insert(html) { this.insertAdjacentHTML('beforeend', html); return this; },
    up() { return this.parentNode; },
    down(css = '*') { return this.querySelector(css); },
    next() { return this.nextElementSibling; },
    previous() { return this.previousElementSibling; },
    select(css) { return $A(this.querySelectorAll(css)); },
    match(css) { return this.matches(css); },
    childElements() { return $A(this.children); },
    scrollTo() { window.scrollTo(0, this.offsetTop); return this; },
    identify() { return (this.id ||= 'anonymous_element_1'); },
    clone(deep) { return this.cloneNode(deep); },
    addClassName(name) { this.className += ' ' + name; return this; },
    hasClassName(name) { return (' ' + this.className + ' ').include(' ' + name + ' '); },
    observe(type, run) { this.addEventListener(type, run); return this; },
    fire(type) { this.dispatchEvent(new CustomEvent('dataavailable', { bubbles: true })); return this; },
    getStyle(name) { return getComputedStyle(this)[name]; },
    setStyle(style) { put(this.style, style); return this; },
    getHeight() { return this.offsetHeight; },
    getWidth() { return this.offsetWidth; },
    empty() { return /^\\s*$/.test(this.innerHTML); },
  });
  put(Event.prototype, {
    stop() { this.preventDefault(); this.stopPropagation(); this.stopped = true; },
    element() { return this.target; },
    findElement(css) { return this.target.closest(css); },
    isLeftClick() { return this.button === 0; },
  });
  document.loaded = true;`;

/** The library as a script of the page, before or after Salon's tag. */
export const OLD_LIBRARY = `<script>(() => {${LANGUAGE}${ELEMENTS}})();</script>`;

/** A page on which nothing can be written as JSON. */
export const NO_JSON = `<script>JSON.stringify = () => { throw new TypeError('not here'); };</script>`;
