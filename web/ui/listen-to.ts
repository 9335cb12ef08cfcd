/**
 * Hears events of a document that others wrote: an image with the name `addEventListener` stands there in place of the method
 * (HTML Standard §3.1.7, named properties of a document).
 */
export function listenTo(
  target: EventTarget,
  type: string,
  listener: (event: Event) => void,
  options: AddEventListenerOptions = {},
): void {
  EventTarget.prototype.addEventListener.call(target, type, listener, options)
}
