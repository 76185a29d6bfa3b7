"""The vocabulary of the invented paper: no person or place in it exists."""

PEOPLE = (
    "Mira Castellan", "Dev Orrin", "Tomas Hale", "Leela Varman", "Aiko Brandt",
    "Samir Quill", "Nadia Foss", "Ravi Penmark", "Clara Whitlow", "Idris Vane",
    "Joon Abbas", "Petra Sol", "Farah Linden", "Owen Marsh", "Zoya Kestrel",
    "Hugo Bellamy", "Anita Rowe", "Karim Dusk", "Wei Larkin", "Marta Finch",
)  # fmt: skip
ROLES = (
    "harbour master", "council leader", "ferry pilot", "trade envoy", "head teacher",
    "museum keeper", "cricket captain", "rail planner", "market trader", "botanist",
    "night editor", "bridge engineer", "choir leader", "tax adviser", "flood warden",
    "film director",
)  # fmt: skip
PLACES = (
    "Port Sorrel", "Eastmere", "Kalanpur", "Marrow Bay", "New Alder", "Tindale",
    "Harrowgate Quay", "Velmora", "Saint Orrick", "Dunmarsh", "Zaribad", "Lower Finch",
    "Oxmoor", "Pellam", "Rushford", "Samphire Point", "Ulverdale", "West Carrow",
)  # fmt: skip
THINGS = (
    "ferry timetable", "spice market", "cotton quota", "river barrier", "night train",
    "tea auction", "school library", "solar field", "fish quay", "visa desk",
    "cricket ground", "film archive", "grain store", "harbour wall", "town orchestra",
    "bus depot", "mango harvest", "tram bridge", "radio mast", "silk exhibition",
)  # fmt: skip
VERBS = (
    "welcomed", "questioned", "rebuilt", "inspected", "defended", "postponed",
    "measured", "reopened", "praised", "delayed", "financed", "redesigned",
)  # fmt: skip
REASONS = (
    "after a wet spring", "despite the cost", "before the winter tide",
    "to general surprise", "with little warning", "under a new agreement",
    "for the third year", "against expert advice", "at the minister’s request",
    "without a single vote against", "as the season turned", "in front of a full hall",
)  # fmt: skip
TOPICS = (
    "ferries", "trade", "harvest", "flooding", "cricket", "visas", "schools", "rail",
    "film", "energy", "markets", "elections", "museums", "tea", "migration",
)  # fmt: skip
HINDI = ("बंदरगाह", "बाज़ार", "नदी", "सभा", "उत्सव", "पुल", "फ़सल", "रेल", "नगर", "चाय")
URDU = ("بندرگاہ", "بازار", "دریا", "مجلس", "میلہ", "پل", "فصل", "ریل", "شہر", "چائے")
CHINESE = (
    "港口",
    "市场",
    "河流",
    "会议",
    "节日",
    "大桥",
    "收成",
    "铁路",
    "城市",
    "茶叶",
)
