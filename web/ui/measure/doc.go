// Package measure is what the page of intrinsic dimensions knows, without how
// it looks: the recipe and the settings of a sweep as they are being written,
// the sweep as it goes on a pool of workers, those there were, and what can be
// said and saved of them. The components of web/ui show it.
package measure
