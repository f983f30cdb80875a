"""How much words weigh for a meaning, in halves of a natural logarithm; see `likely.py`.

Counted in answers of our own by `python -m tests.replies.weighing --write`; not edited by hand.
"""

from __future__ import annotations

from typing import Final

WEIGHTS: Final[dict[str, dict[str, dict[int, str]]]] = {
    "fr": {
        "dispute": {
            8: (
                "annule contra de_comman devis livre numero pas_ete presta "
            ),
            7: (
                "alors appliq colis etaien factur_0 le_devis le_tarif livree numero_de prix reserv tarif transp tva "
                "vous_factur "
            ),
            6: (
                "a_jamais a_rien a_une abonne alors_que attend_toujou avez_factur avons_jamais carton ce_qui "
                "chanti_n corrig deviez du_travai en_panne est_jamais format geste gratui la_fa le_chanti le_contra "
                "le_numero le_prix manqua manque marcha materi moitie_du n_a n_ont ne_sont offert ont_pas panne "
                "pas_d penali pieces produi quanti reclam refair repass sont_pas sur_les tant tant_que toujou_pas "
                "travau un_avoir une_erreur "
            ),
            5: (
                "0_l annule_par avait_dit avez_pas avons_emis camion casse comman comman_n conten d_engage "
                "de_marche de_retard deduit defaut delais des_reserv desacc devait devrai_etre double du_contra "
                "en_factur en_litige etait etait_pas ete_annule ete_livre eu_lieu factur_deux factur_ne fausse "
                "fois_la frais frais_de incomp jamais l_adress la_format la_livrai la_marcha la_tva le_camion "
                "le_colis le_logici le_materi le_parque le_produi le_transp les_delais les_heures les_reserv "
                "m_avait machin moitie_des n_avez n_en n_etait ne_paie ne_paiera ne_paiero nous_avait nous_refuso "
                "numero_d on_avait on_n paie_pas palett parque pas_ce pas_confor pas_pour pas_termin posee que_0 "
                "qui_etait refuso remise_de resili rien_n sans_repons satisf trois_semain un_geste une_autre "
                "une_presta venu vous_deviez "
            ),
            4: (
                "a_pas au_nom aucun avait chanti chorus conven est_pas etabli filial garant jamais_ete la_moitie "
                "litige moitie n_avons nom_de nous_attend nous_n on_attend pas_au pas_le que_la repren rien rien_a "
                "sont supple toujou travai voir_avec votre_commer votre_techni vous_n "
            ),
            3: (
                "0_n acompt acompt_de annonc attend aucune avec_la avec_le charge chauff commer compri confor "
                "contes corres corres_pas decemb devrai doublo elle_est est_arrive est_revenu fa fa_0 heures il_y "
                "l_acompt l_interv la_meme ligne marche n n_est ne_corres par_votre pas pour_une quatre refuse "
                "rejete remise repare repons retard_nous sans six sur_chorus termin trois une_factur votre_avoir "
            ),
            2: (
                "0_est 0_tout agit_d an arrete arrive attend_votre avec_votre avec_vous avions avoir avoir_de "
                "avons_pas car ce_montan ce_n cette_factur chorus_pro comman_nous comman_par d_accord d_une "
                "dans_les de_la de_recept deux devoir doit en_janvie equipe erreur est_partie est_toujou etre eu "
                "factur_en factur_la fois_que il_faut il_s jamais_eu je_demand l_avoir l_integr la_0 la_comman "
                "la_mauvai la_recept les lieu livrai livres mails mal mauvai mentio n_y ne ne_nous nom non "
                "notre_filial nous_avez nous_avions nous_ne nous_sommes ont ouvrie paiera_quand parler pas_a "
                "payer_pour perdu pour_la pour_les pour_nous pourqu premie pro promis questi qui recept_de recu_la "
                "refere_de reglee_le renvoy_la repris reste revenu s_est signal simple site sommes sur_la techni "
                "tombe trace trois_fois une voir vous_avez vous_dois vous_en vu y y_a "
            ),
            -2: (
                "0_0 0_du 0_je 0_juin 0_vous a_appele a_bien a_deja a_jour a_l a_partir a_votre adress_un "
                "adress_vos adress_vous allons ancien_compte appele_pour au_0 au_courri au_magasi aurez_votre "
                "auriez auriez_vous autre_compte avant_hier avant_la avant_le avons_solde avril_? bancai_ont "
                "banque_a benefi besoin bien_ete bien_vouloi boite campag campag_de ce_mois ce_soir cheque_de "
                "cheque_demain cheque_est cheque_le cheque_n clotur compen_avec compta_public compte_? confir "
                "confir_l confir_que contro copie cours_de d_utilis dans_votre date de_bien de_confir de_mettre "
                "de_ne de_nous de_valida deja deja_fait demand_a depose_un dernie devrie dimanc_soir dois_je "
                "domici_bancai donne_un du_paieme du_retard du_vireme echean_a ecrive_a effect effect_ce effect_par "
                "en_0 en_deux en_espece en_paieme encais_par envisa envoye_moi er_mars est_dans est_decede "
                "est_differ est_il est_le est_paye est_payee est_plus est_progra est_valide et_0 ete_paye "
                "ete_prelev ete_transm exempl_fr fait_hier fait_un faut_il femme fin_avril gerant groupe groupe_du "
                "il_vous je_fais je_peux je_serai je_transm je_verifi l_autre l_envoye la_campag la_fin le_benefi "
                "le_dossie le_meme le_procha lien lituan lundi_elle ma ma_part magasi main mardi mari me mercre "
                "mettre_a moi_le mois mois_dernie mon mon_appli mon_mari mon_releve ne_plus necess_a necess_ce "
                "normal nos nos_coordo nos_nouvel notair note note_je noter_que notre_cheque notre_direct "
                "notre_tresor nous_allons nous_change nous_engage nous_pouvon nous_rembou nouvea_compte nouvel "
                "ok_je on_a on_fait on_s ordonn oubli_de paieme paieme_de par_cheque par_notre pardon partir_du "
                "partir_le pas_la passe_le paye_direct payee payer_en payer_sur peu peux_pas possib_de poste_le "
                "pour_votre pouvez_me preuve_de princi proble public puis rapide recevo recevr recu_0 recu_merci "
                "reglee reglem_a reglem_est reglem_par regler_avant relanc_la remis rentre renvoy_? respon reste_le "
                "retard_on retrou_pas s_en sauf_erreur selon semain semain_passee sera_reglee serai si signat "
                "sollic somme somme_est souci souhai sous_0 sous_la suivre sur_l teleph_nous transm_a un_echean "
                "un_peu un_report utilis_? valide vendre_et verser veuill_trouve vir vireme_du vireme_instan "
                "vireme_le vireme_lundi vireme_partir virer voici vos_compte vos_coordo vos_relanc votre_compre "
                "votre_iban votre_nouvea votre_rappel votre_societ voudra vouloi vous_demand vous_depose "
                "vous_devrie vous_patien vous_recevr vous_regle vous_repond vous_verser vous_vire "
            ),
            -3: (
                "0_avril 0_juille 0_le 0_mai ? a_compte a_mon a_paye a_quitte a_regle adress_le ai_donne ai_paye "
                "ailleu appele appli au_paieme avez_vous avons_bien avons_paye avons_regle avril banque_le "
                "bien_note bjr bnp bonne_journe ce_jour cette_adress change change_de cheque_a ci compta compte "
                "compte_le compte_sur courri_a credit_le croise d_etre dans_le date_du de_compte de_ma de_patien "
                "de_reglem de_verifi des_que desole_pour desorm detail diffic dimanc domici donne du_0 duplic "
                "echean echean_du ecrive en_date en_liquid engage_a envoye espece est_deja ete_fait factur_merci "
                "faire_le fais_le faison fait_l fin fois_? fr_0 genera hier hier_soir honore il_possib je_passe "
                "je_regard je_suis je_viens journe jours_fin juille juin l_ai l_argent l_instan l_objet la_compta "
                "la_direct la_preuve la_renvoy la_tresor le_compte le_detail le_mois le_paieme le_prelev le_retard "
                "le_rib lequel les_fonds livrai_signe lors lors_de m_en ma_banque mail me_la mettre mis moi mois_? "
                "mois_procha mon_associ mon_compte noter notre_compte notre_cote notre_procha notre_siege "
                "notre_vireme nous_confir nous_faison nous_nous nouvea_rib nouvel_iban objet objet_d ordre paieme_a "
                "paieme_du paieme_en paieme_est paieme_vendre part_le paye_en paye_le payee_le payes pdf plus poste "
                "prelev_le preuve proced_au progra quel quinze quinze_jours recu_un regle_ca regles releve_de "
                "report retrou revien_vers sans_faute sauf semain_dernie semain_procha sera serait serait_il serez "
                "servic_compta siege solde solder son suis suite_a tard_le temps tout_a trouve un_autre un_change "
                "un_delai un_duplic un_mail un_releve valida viens viens_de vireme_a vireme_de votre_argent "
                "votre_messag votre_nouvel votre_rib vous_? vous_a vous_aurez vous_confir vous_fais vous_le "
                "vous_paie vous_regler vous_serez voyez_avec "
            ),
            -4: (
                "0_er 0_par acquit associ bien bien_recu carte ce_matin ci_joint compte_a coordo_bancai cote d_ici "
                "de_banque de_mois de_vireme debite delai elle_sera en_occupe encais er est_ce est_parti et_je "
                "execut fais fin_du fonds fr ici instan je_vous jointe l_echean la_banque la_somme le_0 le_mandat "
                "le_necess liquid mai messag necess nouvea occupe ok oubli par_carte par_la par_vireme peux "
                "piece_jointe plus_tard possib pourri pourri_vous proced quitte rappel regle reglee_par reglem "
                "soldee sur_mon sur_un sur_votre tard un_cheque un_compte un_paieme un_vireme utilis vendre vers "
                "vers_vous vireme_est votre_compte votre_courri votre_mail votre_relanc vous_pouvez vous_trouve "
            ),
            -5: (
                "au_plus coordo courri credit d_un demain desole direct du_mois fin_de jeudi joint l_iban la_semain "
                "le_reglem mandat matin notre_banque paieme_le parti patien paye prelev regard releve soir svp "
                "transm tresor verifi vire "
            ),
            -6: (
                "bancai iban le_cheque lundi mars partir pour_le pouvez_vous procha relanc rib "
            ),
            -7: (
                "0_mars banque le_vireme pouvez vireme "
            ),
            -8: (
                "cheque "
            ),
        },
        "already_paid": {
            9: (
                "parti "
            ),
            8: (
                "carte debite est_parti par_carte soldee verse vous_trouve "
            ),
            7: (
                "a_paye a_regle ai_donne ai_paye avons_paye avons_regle banque_le bjr compte_le croise de_verifi "
                "est_deja ete_fait fait_l hier hier_soir l_ai l_objet mis mon_compte notre_cote objet objet_d "
                "paye_en tout_a vireme_a "
            ),
            6: (
                "a_deja au_magasi avant_hier avons_solde ce_matin cheque_n compen_avec compta_public dans_votre "
                "deja deja_fait devrie du_paieme echean_a effect_ce effect_par en_espece encais encais_par er_mars "
                "est_paye est_payee ete_paye ete_prelev ete_reglee fait_hier groupe groupe_du magasi main "
                "mois_dernie mon_releve necess_a passe_le paye_direct public remis sauf_erreur semain_passee "
                "sous_la vir vireme_instan vos_compte vous_devrie "
            ),
            5: (
                "0_a 0_fevrie acquit compen cote date_du de_mon fevrie instan je_l jour_de l_argent la_tresor "
                "le_mois lettre n_0 notre_vireme par_la passee payee preuve reglee votre_relanc "
            ),
            4: (
                "0_merci a_ete a_fait cheque_a compre_pas de_janvie depuis_le dernie dimanc en_date en_fevrie "
                "espece etonne etonne_de execut je_viens justif l_instan l_ordre la_preuve le_cheque ne_compre "
                "notre_siege par_vireme part_le paye payee_le prelev_le proced regle reglee_par regles sauf soins "
                "solde somme sur_mon tout_est verifi viens viens_de vire vous_a vous_ai "
            ),
            3: (
                "0_er 0_est 0_je 0_mai a_bien a_votre ai_fait au_courri aux avec_notre avis banque_a bien_ete boite "
                "ce_jour cette_echean cette_somme cheque cheque_est cheque_le chez_nous ci_joint compre confir_l "
                "confir_que contro creanc de_confir de_notre de_vireme depuis dimanc_soir dix dix_jours donne due "
                "effect er ete ete_effect eteint factur_a factur_le fait_le fait_un femme financ honore huissi j_ai "
                "joint l_autre la_fa la_refere le_retard les_fonds lien livreu ma_part mandat matin mon_assura "
                "notair notre_logici nous_rembou ordonn ordre par_cheque par_notre par_vos pour_la preuve_de "
                "proced_au puis recu_0 reglee_le reglem_a reglem_par relanc relanc_la releve semain_dernie siege "
                "soir somme_est suis_etonne temps titre tresor trouve vireme_du vos_relanc vos_soins vous_avons "
            ),
            2: (
                "0_0 0_en 0_le 0_par 0_sera 0_vous a_jour a_l a_quitte adress_le ai appara appli argent assura "
                "aupres_de avais avec_votre avoir avoir_de avons_bien bnp c c_est c_etait chez ci colleg comme "
                "compte_0 credit_le d_etre date de_ma desole_pour deux_fois direct du_0 emis en_janvie en_ligne "
                "en_liquid erreur_de fa fa_0 factur_fa fait fonds il_me j jour la_comman la_remise la_semain "
                "la_somme le_0 le_compte le_mandat le_montan le_necess le_solde les_0 logici lors lors_de ma_banque "
                "mai mail_du mais mon ne_vous necess notre_banque notre_compte notre_part nous_avons on_a ont_ete "
                "ordre_de paieme_a paieme_du paieme_en paieme_le par paye_le poste prelev que_c quitte regard "
                "regle_ca reglem rembou s_est samedi site sur_le sur_votre tout traite un_vireme vireme vireme_de "
                "votre_avoir votre_chauff votre_colleg votre_compte votre_mail vous_avez vous_confir vous_l vous_le "
                "y_a "
            ),
            -2: (
                "0_avril 0_et ? a_cette a_change a_compte a_jamais a_mon a_pas a_payer a_rien a_une abonne absent "
                "achats acompt_de ai_pas alors_que annonc appele attend_toujou attent au_0 aucun avec_un "
                "avez_factur avez_vous avons_jamais avril bien_note bon ce_qui celui celui_du celui_que "
                "cette_adress chanti chanti_n compte_sur confor contac conven corrig courri_a d_interv dans_le "
                "de_compte de_patien de_reglem decede demain demand demand_de deplac des des_que desorm detail "
                "deviez diffic domici du_travai duplic echean_du ecrive elle en_panne engage_a est_jamais "
                "est_revenu est_toujou est_un et_non etabli exempl factur_? factur_et factur_sera fais_le faison "
                "faudra filial fois_? format fr_0 geste gratui heures il_possib interv jamais je_paiera je_passe "
                "je_regard l_ancien la_compta la_piece la_premie le_chanti le_contra le_detail le_numero le_prix "
                "le_rib lequel les les_factur livrai_signe m m_a m_en manqua manque marcha materi merci_d mettre "
                "mme mois_? mois_procha moitie_du mon_associ n n_ont ne ne_sont noter notre_procha nous_a nous_avez "
                "nous_faison nous_la nous_regler nouvea_rib offert on_attend ont_pas paie panne par_teleph "
                "par_votre pas_au pas_d pas_le pas_recu passer payer pdf penali perdu perdu_un pieces pour_les "
                "pour_nous pourqu pouvez pouvez_vous pouvon prendr presen pris produi progra quatre que_j quel "
                "refair rempla repare repass repond report repren retard_nous retour revenu revien_vers sans_faute "
                "semain_procha sera_fait serait serait_il serez servic_achats servic_compta six solder son sont_pas "
                "suis_pas suite_a supple sur_chorus sur_les tant tant_que tard_le toujou_pas travau trompe un_autre "
                "un_avoir un_change un_delai un_duplic un_mois un_releve une_erreur valida votre_messag votre_rib "
                "vous_? vous_aurez vous_en vous_fais vous_paie vous_regler vous_serez "
            ),
            -3: (
                "a_un alors ancien appliq attend au_nom aurez bien_recu ce_n ce_sera chorus colis coordo_bancai "
                "corres_pas cours d_ici dans_la de_banque de_ce de_livrai de_regler delai demand_un differ donc "
                "elle_sera en_cours en_occupe est_pas et_je etaien fais faut faute fin fin_du fourni fr garant iban "
                "ici jamais_ete jusqu_a jusqu_au la_banque la_societ laisse le_devis le_tarif litige livrai marche "
                "mauvai n_a n_avons n_est ne_suis nom_de nous_demand nous_n numero_de occupe on_nous ou paiero "
                "par_mois pas_celui pas_la peux piece_jointe plus_tard possib prevu prix promis que_la refuse "
                "regler rejete reserv revien sera sur_un tarif termin toujou transp travai tva un_compte une "
                "une_factur utilis vers vers_vous vous_factur "
            ),
            -4: (
                "accord annule au_plus avait avons_pas change_de contra coordo corres de_comman devis engage est_le "
                "et_vous je_n jusqu l_iban la_fin la_moitie le_bon livre moi moitie n_ai ne_corres nom note numero "
                "paiera pas pas_de pas_ete patien person premie presta signe sur_la "
            ),
            -5: (
                "change procha que_nous rib sans societ vous_nous "
            ),
        },
    },
    "en": {
        "dispute": {
            8: (
                "billed order "
            ),
            7: (
                "agreed cancel didn didn_t finish po price return "
            ),
            6: (
                "a_credit boxes charge discou is_wrong items nothin paying_for po_number quote the_job the_order "
                "the_price the_work we_only we_were won won_t you_promis you_sent "
            ),
            5: (
                "0_and agreed_to cancel_this credit_note damage doesn doesn_t engine finish_the fixed goods "
                "invoic_0 is_a job line line_0 nobody not_paying ours pallet please_cancel quoted rate second "
                "servic system_reject t_be t_work ten the_parts the_second there_is turned two_of us_a vat visit "
                "we_agreed we_didn we_return work_was would_be wrong_compan "
            ),
            4: (
                "and_we arrive came for_a here is_not isn isn_t missin never only our_system promis reject still "
                "the_delive the_goods there waitin waitin_for we_sent were work "
            ),
            3: (
                "after back decemb delive invoic_is never_receiv not parts system t t_have t_match the_wrong want "
                "we_don wrong "
            ),
            2: (
                "and_have any are_not are_waitin away but cannot compan contra credit days disput don don_t first "
                "goods_were had had_the have_been have_not in_decemb invoic no number receiv_the receiv_this so "
                "the_invoic these this_invoic three to_the two we_cannot we_had we_never we_re what_we why would "
                "you_have "
            ),
            -2: (
                "0 0_may a_copy a_statem about again_? april_? asking_us bacs bank_confir bear bear_with before "
                "before_the by_card by_friday can_we card_on cashed cheque_in clear cleare cleare_on com contac "
                "counte deal deal_with delay_we detail_have differ_from does does_not emaile exampl_com forwar "
                "friday_s from_my get give i i_get i_have i_m i_will in_cash includ instal instal_? invoic_could "
                "is_it it_for it_on it_will last leave ll_clear ll_have m me_a my my_card next_week of_0 of_accoun "
                "office on_it on_thursd once one_we our_custom our_side out out_of out_with over_the paid_on pay "
                "paymen_of paymen_will pays pays_us person please_check please_confir re_on reach reach_you remind "
                "right_now run_on saying_your says schedu_for set set_up should_we show_a side signed soon terms "
                "the_balanc the_cheque the_full the_iban the_paymen the_remind think throug_on until_0 update "
                "update_your us_on ve_alread was_cleare was_settle we_can we_pay wednes will_pay wired with with_us "
                "wrong_person you_re your_collea "
            ),
            -3: (
                "a_new accoun_number accoun_on and_will anothe asking bank_transf banks be_with can code collea "
                "copy could could_we debit direct_debit email exampl expect from funds goes goes_out half_on "
                "have_change in_your is_this letter ll_be may me month more moved moved_to my_accoun new_accoun "
                "new_bank new_iban noted of_april on on_our on_the our_financ our_new paid_by paid_in pay_into "
                "pay_on paymen_run paymen_was phone receip ref rest_on right schedu see_attach send_me settle "
                "settle_this shows sorry_for sort_code statem taken th_and thanks_for the_month the_one the_transf "
                "this_has this_mornin this_on to_settle to_your tuesda us_to was_taken we_ll we_need went_throug "
                "will with_our with_you with_your yester you_by you_on you_send your_accoun your_remind "
            ),
            -4: (
                "0_on 0_th ? a_cheque again and_the balanc bank_detail be_paid been_paid can_you card cash change "
                "check cheque_on confir could_you date direct financ for_paymen have_the i_can iban into just ll "
                "mornin need next on_0 on_monday our_accoun our_paymen over paid paid_this paymen paymen_on "
                "please_send remitt see sort th the_0 the_accoun the_end throug thursd time to_you tomorr we_paid "
                "we_ve went you_ll your_bank your_record "
            ),
            -5: (
                "attach detail end end_of i_ll monday money now on_friday our_bank run send sorry thanks the_money "
                "will_be "
            ),
            -6: (
                "cheque friday march new transf "
            ),
            -7: (
                "bank "
            ),
            -8: (
                "0_march accoun "
            ),
        },
        "already_paid": {
            8: (
                "been_paid cleare paid_this throug we_paid went "
            ),
            7: (
                "accoun_on last_week my_accoun on_our paymen_was ref see_attach this_has this_mornin was_paid "
                "was_taken went_throug yester your_remind "
            ),
            6: (
                "0_was bank_confir by_card card cashed cleare_on counte from_my in_cash please_check remitt show_a "
                "the_full the_paymen think throug_on ve_alread was_cleare was_settle wired "
            ),
            5: (
                "just paid paid_by paid_in see taken the_transf "
            ),
            4: (
                "0_februa 0_will ago alread amount attach bacs balanc card_on check cheque_on comple februa "
                "friday_s full i_paid in_full includ it_on my_card our_parent our_paymen our_record our_side out_of "
                "over_the parent parent_compan receip record_show settle_in show side the_cheque the_money "
                "with_your your_collea "
            ),
            3: (
                "0_april 0_march a_cheque as bank_transf cash cheque collea collec debit direct direct_debit done "
                "driver funds gave in_februa it_has it_was last made money mornin my of_0 on_0 on_friday our_accoun "
                "our_financ paid_it phone record remind sent sorry sorry_for this_on this_was to_your transf you_on "
                "your_driver "
            ),
            2: (
                "0_may about again as_we at be_with been bill cheque_in credit d emaile find find_this for_this "
                "give go_out goods_were got_the had_the has_been have_been i_have i_ve inv inv_0 is_in kindly left "
                "look march on out_with paid_on paymen_of releas says settle the_balanc the_parts to_the us_on "
                "ve_got was we_ve week when why will_go with_our with_you your_record "
            ),
            -2: (
                "0_days a_credit a_differ a_new accept accoun_number addres and and_will anothe any as_soon asking "
                "away banks be before_we boxes but by_0 can code correc could_we decemb delive_note detail discou "
                "down exampl expect for for_a goes goes_out half half_on happy have have_change i_don invoic is_not "
                "is_the is_this is_wrong items letter ll_be ll_pay me month more moved moved_to never_receiv new "
                "new_bank new_iban noted of_april on_this our_new our_system passed pay_into pay_on pay_this "
                "paying_for po_number purcha quote receiv saying schedu send send_me soon_as sort_code t_have "
                "t_match take th_and thanks_for the_delive the_job the_month the_one the_order the_price the_work "
                "the_wrong these this_is to to_a to_settle two until_the us us_to want we_don we_had we_have "
                "we_need we_never we_only we_were wrong you_promis you_send you_sent yours "
            ),
            -3: (
                "agreed an_email and_you approv back bank_detail be_paid before by_the can_t can_you cancel change "
                "could_you custom days didn didn_t doesn doesn_t finish for_0 for_paymen get i_m iban into "
                "invoic_is is job ll m missin need next no not note only please_send po price promis refund reject "
                "return someon soon sort the_accoun the_end three tomorr use waitin waitin_for we_can we_pay we_re "
                "we_will weeks which will will_pay would your_invoic "
            ),
            -4: (
                "an billed charge could delive differ don don_t email end end_of i_ll isn isn_t number of_the order "
                "pay paying re still the_invoic there to_pay until we_are we_ll will_be work "
            ),
            -5: (
                "are never t "
            ),
            -7: (
                "? "
            ),
        },
    },
}  # fmt: skip
