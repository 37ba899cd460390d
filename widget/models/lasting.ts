/**
 * How all ends that goes on by itself, as a listener or an effect does: run when the widget leaves the page, of which
 * there is one. What has ended already may be ended again.
 */
export const lasting: (() => void)[] = [];
