/** Who is typing where. A sign that is not renewed fades, as the network may lose the last one. */

const EXPIRES_MILLISECONDS = 6000;

export class Typists {
  /** @type {Map<string, Map<string, {name: string, timer: ReturnType<typeof setTimeout>}>>} */
  #typing = new Map();
  #onChange;

  /** @param {() => void} onChange */
  constructor(onChange) {
    this.#onChange = onChange;
  }

  /** @param {string} conversation @param {{id: string, name: string}} person */
  begin(conversation, { id, name }) {
    const people = this.#typing.get(conversation) ?? new Map();
    this.#typing.set(conversation, people);
    clearTimeout(people.get(id)?.timer);
    const timer = setTimeout(() => this.end(conversation, id), EXPIRES_MILLISECONDS);
    people.set(id, { name, timer });
    this.#onChange();
  }

  /** @param {string} conversation @param {string} id */
  end(conversation, id) {
    const people = this.#typing.get(conversation);
    clearTimeout(people?.get(id)?.timer);
    if (people?.delete(id)) this.#onChange();
  }

  /** Nobody is known to be typing, as without a connection. */
  clear() {
    for (const people of this.#typing.values()) {
      for (const { timer } of people.values()) clearTimeout(timer);
    }
    this.#typing.clear();
  }

  /** @param {string} conversation @returns {string[]} */
  namesIn(conversation) {
    return [...(this.#typing.get(conversation)?.values() ?? [])].map(({ name }) => name);
  }
}
