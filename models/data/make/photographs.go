package main

// A photograph is a class of the sets of crops.
type photograph struct {
	title  string
	file   string // from the folder of the packages
	sum    string // SHA-256
	shrink int    // how many pixels, across, make one of the finest crops
}

const (
	skimage = "python3-skimage/usr/lib/python3/dist-packages/skimage/data/"
	sklearn = "python3-sklearn/usr/lib/python3/dist-packages/sklearn/datasets/images/"
	lomiri  = "lomiri-wallpapers-16.04/usr/share/backgrounds/"
)

var photoPackages = []string{"python3-skimage", "python3-sklearn", "lomiri-wallpapers-16.04"}

// photographs are the classes of photos and photos64, in order. They are those of
// the packages that are in the public domain or under CC0 or CC BY, and show
// things; who made them stands in models/data/photos.go. The large ones are
// shrunk first, to about 600 pixels: their finest crops would show nothing but blur.
var photographs = []photograph{
	{"astronaut", skimage + "astronaut.png", "88431cd9653ccd539741b555fb0a46b61558b301d4110412b5bc28b5e3ea6cb5", 1},
	{"coffee", skimage + "coffee.png", "cc02f8ca188b167c775a7101b5d767d1e71792cf762c33d6fa15a4599b5a8de7", 1},
	{"cat", skimage + "chelsea.png", "596aa1e7cb875eb79f437e310381d26b338a81c2da23439704a73c4651e8c4bb", 1},
	{"rocket", skimage + "rocket.jpg", "c2dd0de7c538df8d111e479619b129464d0269d0ae5fd18ca91d33a7fdfea95c", 1},
	{"pagoda", sklearn + "china.jpg", "8378025ad2519d649d02e32bd98990db4ab572357d9f09841c2fbfbb4fefad29", 1},
	{"dahlia", sklearn + "flower.jpg", "a77f6ec41e353afdf8bdff2ea981b2955535d8d83294f8cfa49cf4e423dd5638", 1},
	{"fig", lomiri + "Picture_0B_by_freespace.jpg", "c8c0ab18e48d9e0419fe42881112137f3afafc27dfddc29ec3a6d54c56d225ad", 4},
	{"brushes", lomiri + "Picture_1A_by_freespace.jpg", "89e86af38d04daaef975665dc2127e9fa76f0fd68f4eea105a2d0ae3390b010b", 2},
	{"wine", lomiri + "Wine_by_Jakkub_Mede.jpg", "d2e96e6d4da40dd804b3d0ce295e94de04a2d7d9b6785d42cd9d92ba58bced74", 5},
	{"meadow", lomiri + "aitzgorri_by_Aitzol_Berasategi.jpg", "66268e7b48f8854d36a28765fac6e23ec1aee251daa6da1f64715f201020ad36", 4},
	{"dogs", lomiri + "friends_by_Aitzol_Berasategi.jpg", "cc40e313c74e421edffe3403def413c16878ce14661cce7ec5915baeab35538d", 4},
	{"brook", lomiri + "life_by_Aitzol_Berasategi.jpg", "4c119350ead80201fe256850c3d316309ddfb4bdf10b235ce982dcde0c667c05", 4},
	{"mountains", lomiri + "picosdeeuropa_by_Aitzol_Berasategi.jpg", "414d0072b2f6f2c555deafeaef6e45c4fed6fa9ad26eba6560ca8803959cf97a", 4},
	{"dandelion", lomiri + "seeding_by_Clements_Engelhardt.jpg", "a5634d1ab5e41a3568e92d4a894a500c92b891f9ff734e50bd224d6e185a605f", 6},
	{"sunset", lomiri + "sunset_by_Aitzol_Berasategi.jpg", "474dab6a4b9f94dc76c29dfe30e9f5db4af0fd2e33fe5d695f8152b371efca18", 5},
}
