// Package masklab is what the mask laboratory knows, without how it looks: what
// is asked of the noise, the masks and measurements of every colour that a
// worker of its own has answered with, and what can be said and saved of them.
// There need be no run for it. The components of web/ui show it.
package masklab
