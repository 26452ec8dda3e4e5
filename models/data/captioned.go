package data

import (
	"math/rand/v2"
	"strings"

	"petri/models/spec"
)

func init() {
	Register(spec.DataInfo{
		Info: spec.Info{
			Name:  "captioned",
			Title: "MNIST and Fashion-MNIST, with captions",
			Summary: "Digits and clothes in turn, 20 classes. A model that reads gets a caption with each picture, such as “a thin handwritten seven”: " +
				"made from templates, but its adjectives are measured on the picture.",
		},
		Shape: spec.Shape{C: 1, H: 28, W: 28},
		Classes: []string{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9",
			"T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"},
		Train: 120_000, Test: 20_000,
		DefaultTrain: 20_000, DefaultTest: 4_000,
		Of:        []string{"mnist", "fashion-mnist"},
		Captioned: true,
		Source:    "the sets of these names; the captions are Petri's",
		Licence:   "CC BY-SA 3.0 (MNIST) and MIT (Fashion-MNIST)",
	})
}

// called are the names of a class in captions, where they are not its own.
var called = map[string][]string{
	"0": {"0", "zero"}, "1": {"1", "one"}, "2": {"2", "two"}, "3": {"3", "three"}, "4": {"4", "four"},
	"5": {"5", "five"}, "6": {"6", "six"}, "7": {"7", "seven"}, "8": {"8", "eight"}, "9": {"9", "nine"},
	"T-shirt/top": {"T-shirt", "top", "T-shirt top"}, "Trouser": {"trouser", "trousers"}, "Pullover": {"pullover", "sweater"},
	"Coat": {"coat", "jacket"}, "Sneaker": {"sneaker", "trainer"}, "Bag": {"bag", "handbag"}, "Ankle boot": {"ankle boot", "boot"},
}

// Templates of captions: of everything, of digits and of clothes. The class's name,
// perhaps after adjectives, stands in the place of {}.
var (
	everything = []string{"a photo of a {}", "a picture of a {}", "a picture of the {}", "an image of a {}", "this is a {}", "a {}", "the {}", "{}", "a scan of a {}", "a view of the {}",
		"a drawing of a {}", "a copy of the {}", "an example of a {}"}
	ofDigits  = []string{"a handwritten {}", "the digit {}", "the number {}", "a numeral: {}", "a {} written by hand", "someone wrote a {} with a pen", "the figure {}", "{} in white ink on a black background"}
	ofClothes = []string{"a {} from the shop", "clothes: a {}", "a {} to wear", "a garment, a {}", "a fashion item: the {}", "a {} in the catalogue",
		"something to wear: a {}", "a {} for the shop", "a worn {}"}
)

// Caption writes a text about a training example, another one each time.
func (s *Set) Caption(example int, rng *rand.Rand) string {
	size := s.Shape.Size()
	return caption(s.TrainX[example*size:][:size], s.Classes[s.TrainY[example]], rng)
}

// caption writes a text about a picture of 28×28 values of class name.
func caption(picture []uint8, class string, rng *rand.Rand) string {
	name, templates, among := strings.ToLower(class), ofClothes, clothesWords
	if names := called[class]; names != nil {
		name = names[rng.IntN(len(names))]
	}
	if class[0] <= '9' {
		templates, among = ofDigits, digitWords
	}
	if rng.IntN(2) == 0 {
		templates = everything
	}
	adjectives := look(picture, among)
	rng.Shuffle(len(adjectives), func(i, j int) { adjectives[i], adjectives[j] = adjectives[j], adjectives[i] })
	words := append(adjectives[:rng.IntN(len(adjectives)+1)], name)
	text := strings.Replace(templates[rng.IntN(len(templates))], "{}", strings.Join(words, " "), 1)
	if rng.IntN(2) == 0 {
		text += "."
	}
	return text
}

// ink is what is measured on a picture: its mean value, how bright and how large
// a part what is not background is, and how many columns that spans.
type ink struct {
	mean, bright, part float64
	width              int
}

func measure(picture []uint8) (m ink) {
	const side, background = 28, 50
	sum, lit, left, right := 0, 0, side, -1
	for i, v := range picture {
		sum += int(v)
		if v > background {
			lit, left, right = lit+1, min(left, i%side), max(right, i%side)
		}
	}
	n := float64(len(picture))
	return ink{float64(sum) / n, float64(sum) / float64(max(1, lit)), float64(lit) / n, right - left + 1}
}

// An adjective is said of a picture where it holds.
type adjective struct {
	word  string
	holds func(ink) bool
}

// What stands out: the bounds are the quartiles of each data set.
var (
	digitWords = []adjective{
		{"bold", func(m ink) bool { return m.mean > 40 }}, {"thin", func(m ink) bool { return m.mean < 25 }},
		{"wide", func(m ink) bool { return m.width > 19 }}, {"narrow", func(m ink) bool { return m.width < 13 }},
	}
	clothesWords = []adjective{
		{"light", func(m ink) bool { return m.bright > 199 }}, {"dark", func(m ink) bool { return m.bright < 146 }},
		{"large", func(m ink) bool { return m.part > .55 }}, {"small", func(m ink) bool { return m.part < .30 }},
	}
)

// look returns the adjectives that hold of a picture.
func look(picture []uint8, among []adjective) (words []string) {
	m := measure(picture)
	for _, a := range among {
		if a.holds(m) {
			words = append(words, a.word)
		}
	}
	return words
}
