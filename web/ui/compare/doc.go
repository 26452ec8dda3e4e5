// Package compare trains several colours of masks from the same seeds and with
// the same budget, and says of their differences only what the spread over seeds
// carries.
package compare
